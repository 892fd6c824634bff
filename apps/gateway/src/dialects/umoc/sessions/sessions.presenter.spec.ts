import { describe, expect, it } from '@jest/globals';
import { presentPong, presentSessionStatus } from './sessions.presenter.js';

describe('sessions', () => {
  it('UM-s2c-pong: latency is the difference, never negative (A-UM-08)', () => {
    expect(presentPong(1_636_750_000_000, 1_636_750_000_100)).toEqual({
      timestamp: 1_636_750_000_000,
      server_time: 1_636_750_000_100,
      latency: 100,
    });
    expect(presentPong(2, 1).latency).toBe(0);
  });

  it('UM-s2c-session_status shows both forms', () => {
    expect(presentSessionStatus(1_636_754_321_999)).toEqual({ valid: true, expires_at: 1_636_754_321 });
    expect(presentSessionStatus(null)).toEqual({ valid: false, message: 'Your session has expired or is invalid' });
  });
});
