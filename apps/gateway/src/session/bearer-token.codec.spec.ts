import { describe, expect, it } from '@jest/globals';
import { cpuMs } from '@parley/testing';
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

  it('takes no longer for a long header without a scheme', async () => {
    const spent = await cpuMs(() => {
      for (let time = 0; time < 100; time++) expect(bearerToken('a'.repeat(16_000))).toBeNull();
    });
    expect(spent).toBeLessThan(1_000);
  });
});
