import { describe, expect, it } from '@jest/globals';
import { dialects } from '@parley/contracts';
import { limitsOf, scaled } from './log-in-limit.policy.js';

describe('limits of log-ins (C76)', () => {
  it('every dialect shares 20 failures in 15 minutes', () => {
    for (const dialect of dialects)
      expect(limitsOf(dialect)).toContainEqual({ max: 20, windowSeconds: 900, dialect: null, counts: 'failures', isPerAddress: false });
  });

  it('A-CB-15: ConnectBest adds 5 failures in 15 minutes, v1 5 requests a minute', () => {
    expect(limitsOf('connectbest')[0]).toMatchObject({ max: 5, windowSeconds: 900, dialect: 'connectbest', counts: 'failures' });
    expect(limitsOf('v1')[0]).toMatchObject({ max: 5, windowSeconds: 60, dialect: 'v1', counts: 'requests' });
  });

  it('scale with RATE_LIMIT_SCALE, never to nothing', () => {
    const [limit] = limitsOf('connectbest');
    if (limit === undefined) throw new Error('no limit');
    expect([0, 0.5, 1, 1000].map((scale) => scaled(limit, scale).max)).toEqual([1, 3, 5, 5000]);
  });
});
