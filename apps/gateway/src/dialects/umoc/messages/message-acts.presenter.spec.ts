import { describe, expect, it } from '@jest/globals';
import { messaging, newId, type EventEnvelope, type user } from '@parley/contracts';
import { messageActPresenters } from './message-acts.presenter.js';

const person = (num: number): user.UserCard => ({ id: newId(), num, username: `u${num}`, displayName: `U ${num}`, avatarUrl: null });
const [john, jane] = [person(123), person(456)];
const direct: messaging.ConversationCard = { id: newId(), num: 9, kind: 'direct', title: null, slug: null, pair: [john, jane] };
const group: messaging.ConversationCard = { ...direct, num: 789, kind: 'room', pair: null };
const messageId = newId<'message'>();
const occurredAt = '2023-01-01T12:00:00.250Z';
const both = [john, jane].map(({ id }) => `umoc/user/${id}`);

const emissions = (subject: string, payload: object) =>
  messageActPresenters.filter((one) => one.subject === subject).flatMap((one) => one.present({ payload, occurredAt } as EventEnvelope<unknown>));

describe('what a UMOC client hears after a message is sent', () => {
  it('message_deleted, at the time of the deletion', () => {
    const data = { message_id: messageId, sender_id: 123, timestamp: '2023-01-01T12:00:00Z' };
    const deletion = { messageId, conversation: direct, sender: john, deletedAt: occurredAt, seq: 4 };
    expect(emissions(messaging.messageDeleted.subject, deletion)).toEqual([
      { kind: 'emit', rooms: both, event: 'message_deleted', data: { ...data, seq: 4 } },
    ]);
    const hiding = { messageId, conversation: direct, sender: john, userId: jane.id, hiddenAt: occurredAt };
    expect(emissions(messaging.messageHidden.subject, hiding)).toEqual([
      { kind: 'emit', rooms: [`umoc/user/${jane.id}`], event: 'message_deleted', data },
    ]);
  });

  it('messages_read, once to each sender', () => {
    const bySender = [
      { senderId: john.id, messageIds: [messageId] },
      { senderId: person(1).id, messageIds: [newId()] },
    ];
    const [first, second, ...others] = emissions(messaging.messagesRead.subject, {
      conversation: direct,
      reader: jane,
      readAt: occurredAt,
      bySender,
    });
    const data = { reader_id: 456, reader_username: 'u456', message_ids: [messageId], timestamp: '2023-01-01T12:00:00Z' };
    expect(first).toEqual({ kind: 'emit', rooms: [`umoc/user/${john.id}`], event: 'messages_read', data });
    expect(second).toMatchObject({ rooms: [`umoc/user/${bySender[1]?.senderId}`] });
    expect(others).toEqual([]);
  });

  it('messages_read in a group, to a sender who is in it still', () => {
    const read = { conversation: group, reader: jane, readAt: occurredAt, bySender: [{ senderId: john.id, messageIds: [messageId] }] };
    expect(emissions(messaging.messagesRead.subject, read)).toMatchObject([
      { rooms: [`umoc/user/${john.id}`], within: `umoc/conversation/${group.id}`, event: 'messages_read' },
    ]);
  });

  it.each([
    ['direct', direct, both, 123],
    ['group', group, [`umoc/conversation/${group.id}`], 789],
  ] as const)('typing_indicator in a %s chat, with a float of seconds', (_kind, conversation, rooms, chatId) => {
    expect(emissions(messaging.typingChanged.subject, { conversation, user: john, isTyping: true })).toEqual([
      {
        kind: 'emit',
        rooms,
        exceptUser: john.id,
        event: 'typing_indicator',
        data: { user_id: 123, username: 'u123', is_typing: true, timestamp: 1672574400.25, chat_id: chatId, is_group: conversation === group },
      },
    ]);
  });

  it('typing_indicator of somebody there is no chat with yet', () => {
    const data = { user_id: 123, username: 'u123', is_typing: false, timestamp: 1672574400.25, chat_id: 123, is_group: false };
    expect(emissions(messaging.typingTowardChanged.subject, { recipient: jane, user: john, isTyping: false })).toEqual([
      { kind: 'emit', rooms: [`umoc/user/${jane.id}`], event: 'typing_indicator', data },
    ]);
  });

  it('nothing of pins and threads', () => {
    const message = { editedAt: null } as messaging.Message;
    for (const cause of ['pinned', 'unpinned', 'thread'] as const) {
      expect(emissions(messaging.messageUpdated.subject, { message, conversation: direct, cause, seq: 2 })).toEqual([]);
    }
  });
});
