import { describe, expect, it } from '@jest/globals';
import { hexOf, messaging, newId, type EventEnvelope, type Origin, type user } from '@parley/contracts';
import { messageActPresenters } from './message-acts.presenter.js';

const person = (num: number): user.UserCard => ({ id: newId(), num, username: `u${num}`, displayName: `U ${num}`, avatarUrl: null });
const [john, jane] = [person(1), person(2)];
const direct: messaging.ConversationCard = { id: newId(), num: 9, kind: 'direct', title: null, slug: null, pair: [john, jane] };
const room: messaging.ConversationCard = { ...direct, kind: 'room', pair: null };
const origin: Origin = { userId: jane.id, sessionId: newId(), dialect: 'v1' };
const messageId = newId<'message'>();
const [msg, conv] = [`msg_${hexOf(messageId)}`, `conv_${hexOf(direct.id)}`];
const at = '2025-01-15T10:30:00.123Z';
const both = [john, jane].map(({ id }) => `v1/user/${id}`);

const emissions = (subject: string, payload: object) =>
  messageActPresenters.filter((one) => one.subject === subject).flatMap((one) => one.present({ payload, origin } as EventEnvelope<unknown>));

describe('what a v1 client hears after a message is sent', () => {
  it('message_read, but for the reader', () => {
    const read = { conversation: direct, reader: jane, upToId: messageId, readAt: at, bySender: [], seq: 8 };
    expect(emissions(messaging.messagesRead.subject, read)).toEqual([
      {
        kind: 'emit',
        rooms: both,
        exceptUser: jane.id,
        event: 'message_read',
        data: { conversation_id: conv, message_id: msg, read_by: `usr_${hexOf(jane.id)}`, read_at: '2025-01-15T10:30:00Z', seq: 8 },
      },
    ]);
  });

  it('reaction_updated, with everybody’s, but for the acting session', () => {
    const message = { id: messageId, reactions: [{ user: jane, emoji: '👍', createdAt: at }] } as unknown as messaging.Message;
    const data = { conversation_id: conv, message_id: msg, reactions: { '👍': [`usr_${hexOf(jane.id)}`] }, seq: 3 };
    expect(emissions(messaging.reactionAdded.subject, { message, conversation: room, reaction: message.reactions[0], seq: 3 })).toEqual([
      { kind: 'emit', rooms: [`v1/conversation/${room.id}`], event: 'reaction_updated', data, exceptSession: origin.sessionId },
    ]);
  });

  it('message_deleted, for everyone or for one', () => {
    const data = { conversation_id: conv, message_id: msg, delete_for: 'everyone', deleted_at: '2025-01-15T10:30:00Z', seq: 5 };
    const deletion = { messageId, conversation: direct, sender: john, deletedBy: john.id, deletedAt: at, fileIds: [], seq: 5 };
    expect(emissions(messaging.messageDeleted.subject, deletion)).toMatchObject([{ rooms: both, event: 'message_deleted', data }]);
    const hiding = { messageId, conversation: direct, sender: john, userId: jane.id, hiddenAt: at };
    const [hidden] = emissions(messaging.messageHidden.subject, hiding);
    expect(hidden).toMatchObject({ rooms: [`v1/user/${jane.id}`], data: { message_id: msg, delete_for: 'me' } });
  });

  it('typing, but for who types', () => {
    expect(emissions(messaging.typingChanged.subject, { conversation: room, user: john, isTyping: false })).toEqual([
      {
        kind: 'emit',
        rooms: [`v1/conversation/${room.id}`],
        exceptUser: john.id,
        event: 'typing',
        data: { conversation_id: conv, user_id: `usr_${hexOf(john.id)}`, is_typing: false },
      },
    ]);
  });
});
