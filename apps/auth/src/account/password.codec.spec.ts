import { describe, expect, it } from '@jest/globals';
import { hashPassword, passwordMatches } from './password.codec.js';

describe('passwords', () => {
  const check = async (password: string, other: string) => {
    const hash = await hashPassword(password);
    expect(hash).toMatch(/^\$2b\$10\$/);
    expect(await passwordMatches(password, hash)).toBe(true);
    expect(await passwordMatches(other, hash)).toBe(false);
  };

  it('match themselves alone', () => check('correct horse', 'correct Horse'));

  it('C20: longer than 72 bytes are not cut', () => check(`${'x'.repeat(72)}a`, `${'x'.repeat(72)}b`));

  it('C20: of 72 bytes exactly differ from longer ones', () => check('x'.repeat(72), 'x'.repeat(73)));

  it('count bytes, not characters', () => check(`${'é'.repeat(36)}a`, `${'é'.repeat(36)}b`));

  it('do not end at a NUL', () => check('abcdefgh\u0000ijkl', 'abcdefgh\u0000mnop'));

  it('match nothing where there is no hash', async () => {
    expect(await passwordMatches('whatever it is', null)).toBe(false);
  });

  it('are hashed off the event loop: what else a process has to do goes on meanwhile', async () => {
    let turns = 0;
    let isHashing = true;
    const turn = (): void => {
      turns += 1;
      if (isHashing) setImmediate(turn);
    };
    turn();
    await Promise.all([hashPassword('one'), hashPassword('two')]);
    isHashing = false;
    // A hash on the loop would leave a turn or two beside it.
    expect(turns).toBeGreaterThan(50);
  });
});
