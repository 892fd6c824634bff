import { describe, expect, it } from '@jest/globals';
import { InputError } from '../input-error.js';
import { decodeTime, presentTime } from './chatrooms-time.js';

describe('decodeTime', () => {
  it.each([
    ['2025-01-15', '2025-01-15T00:00:00.000Z'],
    ['2025-01-15T10:30:00', '2025-01-15T10:30:00.000Z'],
    ['2025-01-15 10:30', '2025-01-15T10:30:00.000Z'],
    ['2025-01-15T10:30:00.123Z', '2025-01-15T10:30:00.123Z'],
    ['2025-01-15T10:30:00+02:00', '2025-01-15T08:30:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(decodeTime(text, 'before')).toBe(iso);
  });

  it('takes no time as none', () => {
    expect(decodeTime(undefined, 'before')).toBeNull();
  });

  it.each(['', 'yesterday', '1736936000', '2025-13-01', '2025-W03', '0000-01-01'])('refuses %j', (text) => {
    expect(() => decodeTime(text, 'before')).toThrow(InputError);
  });
});

describe('presentTime', () => {
  it('always shows milliseconds, so that a shown time is an exact cursor', () => {
    expect(presentTime('2025-01-15T10:30:00Z')).toBe('2025-01-15T10:30:00.000Z');
  });
});
