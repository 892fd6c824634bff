import { describe, expect, it } from '@jest/globals';
import { scaled, type GuessLimit } from './attempt-limit.policy.js';

describe('limits of attempts', () => {
  it('scale with RATE_LIMIT_SCALE, never to nothing', () => {
    const limit: GuessLimit = { max: 5, windowSeconds: 60 };
    expect([0, 0.5, 1, 1000].map((scale) => scaled(limit, scale))).toEqual([1, 3, 5, 5000].map((max) => ({ max, windowSeconds: 60 })));
  });
});
