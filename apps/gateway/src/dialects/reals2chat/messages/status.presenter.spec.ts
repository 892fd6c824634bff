import { describe, expect, it } from '@jest/globals';
import { hexOf, messaging, newId, type EventEnvelope, type user } from '@parley/contracts';
import { statusPresenters } from './status.presenter.js';

const person = (num: number): user.UserCard => ({ id: newId(), num, username: `u${num}`, displayName: `U ${num}`, avatarUrl: null });
const [ann, ben] = [person(1), person(2)];
const direct: messaging.ConversationCard = { id: newId(), num: 9, kind: 'direct', title: null, slug: null, pair: [ann, ben] };
const room: messaging.ConversationCard = { ...direct, kind: 'room', pair: null };
const ids = [newId<'message'>(), newId<'message'>()] as const;
const bySender = [{ senderId: ann.id, messageIds: ids }];

const emissions = (subject: string, payload: object) =>
  statusPresenters.filter((one) => one.subject === subject).flatMap((one) => one.present({ payload } as EventEnvelope<unknown>));

describe('messageStatus', () => {
  it.each([
    [messaging.messagesRead.subject, 'read'],
    [messaging.messagesDelivered.subject, 'delivered'],
  ])('%s is told to the sender, message by message, as %s', (subject, status) => {
    const rooms = [`reals2chat/user/${ann.id}`];
    expect(emissions(subject, { conversation: direct, bySender })).toEqual(
      ids.map((id) => ({ kind: 'emit', rooms, event: 'messageStatus', data: { messageId: hexOf(id), status } })),
    );
    expect(emissions(subject, { conversation: room, bySender })).toEqual([]);
  });
});

describe('typingStatus', () => {
  it('goes to the other person, and to nobody in a room', () => {
    expect(emissions(messaging.typingChanged.subject, { conversation: direct, user: ann, isTyping: true })).toEqual([
      { kind: 'emit', rooms: [`reals2chat/user/${ben.id}`], event: 'typingStatus', data: { senderId: hexOf(ann.id), isTyping: true } },
    ]);
    expect(emissions(messaging.typingChanged.subject, { conversation: room, user: ann, isTyping: true })).toEqual([]);
  });

  it('goes to somebody one has never written to', () => {
    expect(emissions(messaging.typingTowardChanged.subject, { recipient: ben, user: ann, isTyping: false })).toEqual([
      { kind: 'emit', rooms: [`reals2chat/user/${ben.id}`], event: 'typingStatus', data: { senderId: hexOf(ann.id), isTyping: false } },
    ]);
  });
});
