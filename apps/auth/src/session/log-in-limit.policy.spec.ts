import { describe, expect, it } from '@jest/globals';
import { dialects } from '@parley/contracts';
import { limitsOf } from './log-in-limit.policy.js';

describe('limits of log-ins (C76)', () => {
  it('every dialect shares 20 failures in 15 minutes', () => {
    for (const dialect of dialects)
      expect(limitsOf(dialect)).toContainEqual({ max: 20, windowSeconds: 900, dialect: null, counts: 'failures', isPerAddress: false });
  });

  it('A-CB-15: ConnectBest adds 5 failures in 15 minutes, v1 5 requests a minute', () => {
    expect(limitsOf('connectbest')[0]).toMatchObject({ max: 5, windowSeconds: 900, dialect: 'connectbest', counts: 'failures' });
    expect(limitsOf('v1')[0]).toMatchObject({ max: 5, windowSeconds: 60, dialect: 'v1', counts: 'requests' });
  });
});
