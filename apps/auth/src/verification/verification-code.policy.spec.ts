import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newId } from '@parley/contracts';
import { digestCode, judgeCode, newCode } from './verification-code.policy.js';

describe('verification codes', () => {
  const key = randomBytes(32).toString('base64');
  const userId = newId<'user'>();
  const digest = digestCode(key, userId, 'email', '012345');
  const other = digestCode(key, userId, 'email', '012346');

  it('have six digits, zeros in front included', () => {
    for (let run = 0; run < 200; run++) expect(newCode()).toMatch(/^\d{6}$/);
  });

  it('belong to one user and one key', () => {
    expect(digestCode(key, userId, 'email', '012345')).toEqual(digest);
    expect(digestCode(key, newId<'user'>(), 'email', '012345')).not.toEqual(digest);
    expect(digestCode(randomBytes(32).toString('base64'), userId, 'email', '012345')).not.toEqual(digest);
  });

  it.each([
    ['the right code', { digest, tries: 0, hasExpired: false }, 'right'],
    ['the right code at the fifth try', { digest, tries: 4, hasExpired: false }, 'right'],
    ['the right code at the sixth try', { digest, tries: 5, hasExpired: false }, 'void'],
    ['the right code too late', { digest, tries: 0, hasExpired: true }, 'void'],
    ['another code', { digest: other, tries: 0, hasExpired: false }, 'wrong'],
    ['no code', null, 'void'],
  ] as const)('%s', (_, stored, judgement) => {
    expect(judgeCode(stored, digest)).toBe(judgement);
  });
});
