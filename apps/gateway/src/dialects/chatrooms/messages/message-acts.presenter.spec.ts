import { describe, expect, it } from '@jest/globals';
import { messaging, newId, type EventEnvelope, type user } from '@parley/contracts';
import { messageActPresenters } from './message-acts.presenter.js';

const anna: user.UserCard = { id: newId(), num: 1, username: 'anna', displayName: 'Anna', avatarUrl: null };
const room: messaging.ConversationCard = { id: newId(), num: 9, kind: 'room', title: 'Team', slug: 'team', pair: null };
const rooms = [`chatrooms/conversation/${room.id}`];
const messageId = newId<'message'>();
const at = '2024-01-01T00:00:00.000Z';

const emissions = (subject: string, payload: object) =>
  messageActPresenters
    .filter((one) => one.subject === subject)
    .flatMap((one) => one.present({ payload: { conversation: room, ...payload } } as EventEnvelope<unknown>));

describe('what a chatrooms client hears after a message is sent', () => {
  it('message_read', () => {
    expect(emissions(messaging.messagesRead.subject, { reader: anna, upToId: messageId, readAt: at, bySender: [], seq: 4 })).toEqual([
      { kind: 'emit', rooms, event: 'message_read', data: { chatroom_id: room.id, message_id: messageId, user_id: anna.id, read_at: at, seq: 4 } },
    ]);
  });

  it('reaction_updated', () => {
    const message = { id: messageId, reactions: [{ user: anna, emoji: '👍', createdAt: at }] } as unknown as messaging.Message;
    const reactions = [{ user_id: anna.id, username: 'anna', emoji: '👍', created_at: at }];
    expect(emissions(messaging.reactionAdded.subject, { message, seq: 3 })).toEqual([
      { kind: 'emit', rooms, event: 'reaction_updated', data: { chatroom_id: room.id, message_id: messageId, reactions, seq: 3 } },
    ]);
  });

  it('message_deleted: at the subscribers, or at one user’s sockets', () => {
    const data = { chatroom_id: room.id, message_id: messageId };
    expect(emissions(messaging.messageDeleted.subject, { messageId, sender: anna, seq: 5 })).toEqual([
      { kind: 'emit', rooms, event: 'message_deleted', data: { ...data, seq: 5 } },
    ]);
    expect(emissions(messaging.messageHidden.subject, { messageId, sender: anna, userId: anna.id })).toEqual([
      { kind: 'emit', rooms: [`chatrooms/user/${anna.id}`], event: 'message_deleted', data },
    ]);
  });

  it('typing_indicator, but for who types', () => {
    const data = { chatroom_id: room.id, user_id: anna.id, username: 'anna', is_typing: true };
    expect(emissions(messaging.typingChanged.subject, { user: anna, isTyping: true })).toEqual([
      { kind: 'emit', rooms, exceptUser: anna.id, event: 'typing_indicator', data },
    ]);
  });
});
