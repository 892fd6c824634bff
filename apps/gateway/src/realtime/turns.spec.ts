import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe('Turns', () => {
  it('take one piece of work after another, past failures', async () => {
    const turns = new Turns();
    const said: string[] = [];
    const work = (name: string) => async () => {
      said.push(`${name} begins`);
      await Promise.resolve();
      if (name === 'b') throw new Error('b fails');
      said.push(`${name} ends`);
    };
    const refused = (error: unknown) => void said.push((error as Error).message);
    await Promise.all(['a', 'b', 'c'].map((name) => turns.take(work(name), refused)));
    expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b fails', 'c begins', 'c ends']);
  });

  it('are full with 256 that wait', async () => {
    const turns = new Turns();
    const all = Array.from({ length: 256 }, () =>
      turns.take(
        () => Promise.resolve(),
        () => undefined,
      ),
    );
    expect(turns.isFull).toBe(true);
    await Promise.all(all);
    expect(turns.isFull).toBe(false);
  });
});
