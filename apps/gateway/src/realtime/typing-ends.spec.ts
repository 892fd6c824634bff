import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { messaging, newId, type EventEnvelope } from '@parley/contracts';
import { TypingEnds } from './typing-ends.js';

const [ann, ben] = [{ id: newId<'user'>() }, { id: newId<'user'>() }];
const [room, other] = [
  { id: newId<'conversation'>(), pair: null },
  { id: newId<'conversation'>(), pair: null },
];
const direct = { id: newId<'conversation'>(), pair: [ann, ben] };

describe('typing whose end is not heard', () => {
  const passed: EventEnvelope<unknown>[] = [];
  const said = (payload: object, { subject } = messaging.typingChanged as { readonly subject: string }): EventEnvelope<unknown> => ({
    ...{ id: newId(), subject, occurredAt: '2026-01-01T00:00:00.000Z' },
    ...{ origin: { userId: ann.id, sessionId: newId<'session'>(), dialect: 'v1' }, payload },
  });
  let ends: TypingEnds;

  beforeEach(() => {
    jest.useFakeTimers();
    passed.length = 0;
    ends = new TypingEnds((event) => {
      passed.push(event);
      ends.take(event);
    });
  });
  afterEach(() => void jest.useRealTimers());

  it('C35 ends by itself, once, as what was told; a repetition puts it off', () => {
    const started = said({ conversation: room, user: ann, isTyping: true });
    ends.take(started);
    jest.advanceTimersByTime(7_999);
    ends.take(started);
    jest.advanceTimersByTime(7_999);
    expect(passed).toEqual([]);
    jest.advanceTimersByTime(60_000);
    expect(passed).toMatchObject([{ subject: started.subject, origin: started.origin, payload: { conversation: room, user: ann, isTyping: false } }]);
  });

  it('C35 has ended where the end is heard: of the same person in the same place', () => {
    const towardBen = { recipient: ben, user: ann, isTyping: true };
    for (const conversation of [room, other]) ends.take(said({ conversation, user: ann, isTyping: true }));
    ends.take(said({ conversation: room, user: ben, isTyping: true }));
    ends.take(said(towardBen, messaging.typingTowardChanged));
    ends.take(said({ conversation: room, user: ann, isTyping: false }));
    ends.take(said({ conversation: other, user: ben, isTyping: false }));
    jest.advanceTimersByTime(60_000);
    expect(passed.map(({ payload }) => payload)).toEqual([
      { conversation: other, user: ann, isTyping: false },
      { conversation: room, user: ben, isTyping: false },
      { ...towardBen, isTyping: false },
    ]);
  });

  it('C35 has ended where the end is heard in the conversation that was opened meanwhile', () => {
    ends.take(said({ recipient: ben, user: ann, isTyping: true }, messaging.typingTowardChanged));
    ends.take(said({ conversation: direct, user: ben, isTyping: true }));
    ends.take(said({ conversation: direct, user: ann, isTyping: false }));
    jest.advanceTimersByTime(60_000);
    expect(passed.map(({ payload }) => payload)).toEqual([{ conversation: direct, user: ben, isTyping: false }]);
  });

  it('is nothing of a message', () => {
    ends.take(said({ conversation: room, message: { seq: 1 } }, messaging.messageSent));
    expect(jest.getTimerCount()).toBe(0);
  });
});
