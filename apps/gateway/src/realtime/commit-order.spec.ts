import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { messaging, newId, type EventEnvelope } from '@parley/contracts';
import { CommitOrder } from './commit-order.js';

const here = newId<'conversation'>();
const elsewhere = newId<'conversation'>();

const event = (subject: string, payload: object): EventEnvelope<unknown> => ({
  id: newId(),
  subject,
  occurredAt: '2026-01-01T00:00:00.000Z',
  origin: null,
  payload,
});
const edited = (seq: number, id = here) =>
  event(messaging.messageUpdated.subject, { conversation: { id }, seq, message: { seq: 1 }, name: `edit ${seq}` });
const sent = (seq: number, id = here) => event(messaging.messageSent.subject, { conversation: { id }, message: { seq }, name: `sent ${seq}` });

describe('CommitOrder', () => {
  let passed: string[] = [];
  let order: CommitOrder;
  const take = (...events: readonly EventEnvelope<unknown>[]): readonly string[] => {
    for (const one of events) order.take(one);
    return passed.splice(0);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    passed = [];
    order = new CommitOrder(({ payload }) => void passed.push((payload as { readonly name: string }).name));
  });
  afterEach(() => void jest.useRealTimers());

  it('what overtook its predecessors waits for them', () => {
    expect(take(sent(7), sent(10), edited(9))).toEqual(['sent 7']);
    expect(take(sent(8))).toEqual(['sent 8', 'edit 9', 'sent 10']);
    expect(take(sent(11))).toEqual(['sent 11']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('no conversation waits for another', () => {
    expect(take(sent(1), sent(3), sent(3, elsewhere), sent(4, elsewhere))).toEqual(['sent 1', 'sent 3', 'sent 4']);
  });

  it('what is lost holds nobody up for long', () => {
    expect(take(sent(1), sent(5), edited(3))).toEqual(['sent 1']);
    jest.advanceTimersByTime(100);
    expect(take(sent(6))).toEqual(['edit 3', 'sent 5', 'sent 6']);
    expect(take(sent(2))).toEqual(['sent 2']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('each waits its whole time, whoever waited before it', () => {
    expect(take(sent(1), sent(3))).toEqual(['sent 1']);
    jest.advanceTimersByTime(90);
    expect(take(sent(5), sent(2))).toEqual(['sent 2', 'sent 3']);
    jest.advanceTimersByTime(90);
    expect(take(sent(4))).toEqual(['sent 4', 'sent 5']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('what has no place in a log passes at once, and takes none', () => {
    const concerns = event(messaging.attentionCalled.subject, { conversation: { id: here }, seq: 2, name: 'concerns 2' });
    const typing = event(messaging.typingChanged.subject, { conversation: { id: here }, name: 'typing' });
    expect(take(sent(1), concerns, sent(3), typing, sent(2))).toEqual(['sent 1', 'concerns 2', 'typing', 'sent 2', 'sent 3']);
  });
});
