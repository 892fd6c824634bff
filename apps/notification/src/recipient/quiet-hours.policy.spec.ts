import { describe, expect, it } from '@jest/globals';
import { isQuiet } from './quiet-hours.policy.js';

const quiet = (startTime: string, endTime: string) => ({ isEnabled: true, startTime, endTime });
const at = (clock: string) => new Date(`2026-07-01T${clock}:00Z`);

describe('isQuiet (A-CB-76)', () => {
  it.each([
    [quiet('12:00', '13:00'), 'UTC', '11:59', false],
    [quiet('12:00', '13:00'), 'UTC', '12:00', true],
    [quiet('12:00', '13:00'), 'UTC', '12:59', true],
    [quiet('12:00', '13:00'), 'UTC', '13:00', false],
    // Past midnight.
    [quiet('22:00', '08:00'), 'UTC', '21:59', false],
    [quiet('22:00', '08:00'), 'UTC', '22:00', true],
    [quiet('22:00', '08:00'), 'UTC', '00:00', true],
    [quiet('22:00', '08:00'), 'UTC', '07:59', true],
    [quiet('22:00', '08:00'), 'UTC', '08:00', false],
    [quiet('09:00', '09:00'), 'UTC', '15:00', true],
    // The same moment by other clocks: 23:30 and, with summer time, 16:30 of the day before.
    [quiet('22:00', '08:00'), 'Asia/Kolkata', '18:00', true],
    [quiet('22:00', '08:00'), 'America/Los_Angeles', '23:30', false],
    [{ ...quiet('00:00', '23:59'), isEnabled: false }, 'UTC', '12:00', false],
  ])('of %j in %s at %s UTC is %s', (hours, zone, clock, expected) => expect(isQuiet(hours, zone, at(clock))).toBe(expected));

  it.each([
    // New York has 1:30 twice, an hour apart, and is quiet for two hours by any other clock.
    [quiet('01:00', '02:00'), 'America/New_York', '2026-11-01T05:00:00Z', true],
    [quiet('01:00', '02:00'), 'America/New_York', '2026-11-01T06:59:00Z', true],
    [quiet('01:00', '02:00'), 'America/New_York', '2026-11-01T07:00:00Z', false],
    // Berlin has no 2:30: it is 3:00 when 2:00 would be.
    [quiet('02:00', '03:00'), 'Europe/Berlin', '2026-03-29T00:59:00Z', false],
    [quiet('02:00', '03:00'), 'Europe/Berlin', '2026-03-29T01:00:00Z', false],
  ])('of %j in %s at %s is %s, where clocks are changed', (hours, zone, instant, expected) =>
    expect(isQuiet(hours, zone, new Date(instant))).toBe(expected),
  );
});
