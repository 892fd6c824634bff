import { describe, expect, it } from '@jest/globals';
import { bearerToken } from './bearer-token.codec.js';

describe('the token of an Authorization header', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['Bearer', null],
    ['Basic abc', null],
    ['token', null],
    ['x Bearer abc', null],
    ['Bearer abc', 'abc'],
    ['bearer   abc', 'abc'],
  ])('%j is %j', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });

  it('takes no longer for a long header without a scheme', () => {
    const begun = performance.now();
    for (let time = 0; time < 100; time++) expect(bearerToken('a'.repeat(16_000))).toBeNull();
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
