import { describe, expect, it } from '@jest/globals';
import { parcelsOf, type WaitingEvent } from './waiting-events.js';

const event = (position: number, subject: string, length = 10): WaitingEvent => ({
  position,
  id: `id${position}`,
  subject,
  json: 'x'.repeat(length),
});
const positions = (events: readonly WaitingEvent[]) =>
  parcelsOf(events).map((parcels) => parcels.map((parcel) => parcel.map(({ position }) => position)));

describe('parcelsOf', () => {
  it('puts the events of a subject together, in order', () => {
    expect(positions([event(1, 'a'), event(2, 'b'), event(3, 'a'), event(4, 'b')])).toEqual([[[1, 3]], [[2, 4]]]);
    expect(positions([])).toEqual([]);
  });

  it('begins a new parcel before one grows too long, and sends what is too long by itself alone', () => {
    const long = 150 * 1024;
    expect(positions([event(1, 'a', long), event(2, 'a'), event(3, 'a', long), event(4, 'a', 10 * long), event(5, 'a')])).toEqual([
      [[1, 2], [3], [4], [5]],
    ]);
  });
});
