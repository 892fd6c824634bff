import { describe, expect, it } from '@jest/globals';
import { backoffMs, keepableAnswer, leaseSeconds, pace } from './delivery.policy.js';

describe('backoff', () => {
  it('doubles from a second to half an hour', () => {
    const longest = [1, 2, 3, 4, 11, 12, 13, 5_000].map((attempts) => backoffMs(attempts, 1));
    expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 1_024_000, 1_800_000, 1_800_000, 1_800_000]);
  });

  it('leaves half of the wait to chance', () => {
    expect([0, 0.5, 1].map((random) => backoffMs(3, random))).toEqual([2_000, 3_000, 4_000]);
  });

  it('tries a code at least eight times before it dies', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map((attempts) => backoffMs(attempts, 1) + pace.sendTimeoutMs);
    expect(waits.reduce((sum, wait) => sum + wait)).toBeLessThan(600_000);
  });
});

describe('a claim', () => {
  it('outlasts the try it is for', () => {
    expect(pace.sendTimeoutMs).toBe(10_000);
    expect(leaseSeconds * 1_000).toBeGreaterThan(2 * pace.sendTimeoutMs);
  });
});

describe('what is kept of an answer', () => {
  it('does not repeat what was secret', () => {
    expect(keepableAnswer('550 "123456 is your code" looks like spam, 123456', ['123456'])).toBe('550 "… is your code" looks like spam, …');
  });

  it('is text that a database keeps', () => {
    expect(keepableAnswer('500 \0\u0001gar\r\nbage', [])).toBe('500  gar bage');
  });

  it('is not a book', () => {
    expect(keepableAnswer('x'.repeat(10_000), [])).toHaveLength(500);
  });
});
