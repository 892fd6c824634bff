import { describe, expect, it } from '@jest/globals';
import { maxBytesOf } from './upload.policy.js';

describe('maxBytesOf', () => {
  it('is the limit of the dialect, of avatars everywhere the same (C37, C67)', () => {
    expect((['connectbest', 'chatrooms', 'umoc', 'v1'] as const).map((dialect) => maxBytesOf('attachment', dialect, null) / 1024 ** 2)).toEqual([
      50, 10, 50, 50,
    ]);
    expect(maxBytesOf('avatar', 'v1', null)).toBe(5 * 1024 ** 2);
  });

  it('is no more than was announced, and refuses to be announced too much', () => {
    expect(maxBytesOf('attachment', 'umoc', 1_000)).toBe(1_000);
    expect(() => maxBytesOf('attachment', 'chatrooms', 10 * 1024 ** 2 + 1)).toThrow(expect.objectContaining({ code: 'FILE_TOO_LARGE' }));
  });
});
