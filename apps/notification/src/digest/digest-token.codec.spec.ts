import { describe, expect, it } from '@jest/globals';
import { newId } from '@parley/contracts';
import { digestTokenOf, parseDigestToken } from './digest-token.codec.js';

const key = Buffer.alloc(32, 1).toString('base64');

describe('the token of a digest', () => {
  const userId = newId<'user'>();
  const token = digestTokenOf(key, userId);

  it('names its reader, and fits into a link', () => {
    expect(parseDigestToken(key, token)).toBe(userId);
    expect(token).toMatch(/^[\w-]{43}$/);
  });

  it.each([
    ['of another key', digestTokenOf(Buffer.alloc(32, 2).toString('base64'), userId)],
    ['with another reader', digestTokenOf(key, newId<'user'>()).slice(0, 21) + token.slice(21)],
    ['with a sign changed', `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`],
    ['cut short', token.slice(0, -2)],
    ['with more behind', `${token}AA`],
    ['of nothing', ''],
  ])('%s opens nothing', (_, forged) => expect(parseDigestToken(key, forged)).toBeNull());
});
