import { describe, expect, it } from '@jest/globals';
import { InputError } from './input-error.js';
import { decodeTime, decodeTimeOrNull } from './time.codec.js';

describe('decodeTime', () => {
  it.each([
    ['2025-01-15', '2025-01-15T00:00:00.000Z'],
    ['2025-01-15T10:30:00', '2025-01-15T10:30:00.000Z'],
    ['2025-01-15 10:30', '2025-01-15T10:30:00.000Z'],
    ['2025-01-15T10:30:00.123Z', '2025-01-15T10:30:00.123Z'],
    ['2025-01-15T10:30:00+02:00', '2025-01-15T08:30:00.000Z'],
    ['2025-01-15T10:30:00-0530', '2025-01-15T16:00:00.000Z'],
    ['2024-02-29T23:59:59-01:00', '2024-03-01T00:59:59.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(decodeTime(text, 'before')).toBe(iso);
  });

  it('takes no time as none', () => {
    expect(decodeTimeOrNull(undefined, 'before')).toBeNull();
  });

  it.each(['', 'yesterday', '1736936000', '2025-13-01', '2025-W03', '2025-015', '0000-01-01', '2025-02-29', '2025-01-15T10Z', '2025'])(
    'refuses %j',
    (text) => {
      expect(() => decodeTime(text, 'before')).toThrow(InputError);
    },
  );
});
