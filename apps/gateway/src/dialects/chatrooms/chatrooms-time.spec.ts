import { describe, expect, it } from '@jest/globals';
import { presentTime } from './chatrooms-time.js';

describe('presentTime', () => {
  it('always shows milliseconds, so that a shown time is an exact cursor', () => {
    expect(presentTime('2025-01-15T10:30:00Z')).toBe('2025-01-15T10:30:00.000Z');
  });
});
