import { describe, expect, it } from '@jest/globals';
import { hexOf, messaging, newId, type user, type EventEnvelope } from '@parley/contracts';
import { placeOf } from '../../../realtime/present-event.js';
import { messagePresenters, presentMessage, presentMessages, presentSent } from './messages.presenter.js';

const personOf = (username: string): user.UserCard => ({ id: newId<'user'>(), num: 1, username, displayName: username, avatarUrl: null });
const john = personOf('john');
const jane = personOf('jane');
const usr = ({ id }: user.UserCard): string => `usr_${hexOf(id)}`;

const message: messaging.Message = {
  id: newId<'message'>(),
  conversationId: newId<'conversation'>(),
  sender: jane,
  seq: 7,
  type: 'text',
  body: { kind: 'plain', text: 'Hello!' },
  attachments: [],
  metadata: {},
  reactions: [
    { user: john, emoji: '❤️', createdAt: '2025-01-15T10:31:00.000Z' },
    { user: jane, emoji: '❤️', createdAt: '2025-01-15T10:32:00.000Z' },
  ],
  replyToId: newId<'message'>(),
  threadRootId: null,
  threadCount: 0,
  isPinned: false,
  linkPreview: null,
  voice: null,
  delivery: { deliveredTo: [john.id], readBy: [], isDelivered: true, isRead: false },
  sentAt: '2025-01-15T10:30:00.123Z',
  editedAt: null,
  deletedAt: null,
};
const msg = `msg_${hexOf(message.id)}`;
const conv = `conv_${hexOf(message.conversationId)}`;
const content = Buffer.from('Hello!').toString('base64');
const room: messaging.ConversationCard = { id: message.conversationId, num: 3, kind: 'room', title: 'Team', slug: 'team', pair: null };
const page: messaging.MessagePage = { conversation: room, messages: [message], hasMore: true, total: 8 };

describe('presentMessage', () => {
  it('shows every documented field', () => {
    expect(presentMessage(message)).toEqual({
      message_id: msg,
      conversation_id: conv,
      sender_id: usr(jane),
      content_encrypted: content,
      message_type: 'text',
      metadata: {},
      reply_to_message_id: `msg_${hexOf(message.replyToId as messaging.Message['id'])}`,
      reactions: { '❤️': [usr(john), usr(jane)] },
      delivery_status: { sent: true, delivered: true, read: false, delivered_to: [usr(john)], read_by: [] },
      is_edited: false,
      is_deleted: false,
      created_at: '2025-01-15T10:30:00Z',
      updated_at: '2025-01-15T10:30:00Z',
    });
  });

  it('shows a deleted message as a stub', () => {
    const deleted = { ...message, body: { kind: 'plain', text: '' }, editedAt: '2025-01-15T10:35:00Z', deletedAt: '2025-01-15T10:40:00Z' } as const;
    expect(presentMessage(deleted)).toMatchObject({ content_encrypted: '', is_edited: true, is_deleted: true, updated_at: '2025-01-15T10:40:00Z' });
  });

  it('shows what the system wrote as text', () => {
    expect(presentMessage({ ...message, type: 'system' })).toMatchObject({ message_type: 'text', metadata: { system: true } });
  });
});

describe('presentMessages', () => {
  it('points at the next page while there is one', () => {
    expect(presentMessages(page, { limit: 1, offset: 0 })).toEqual({
      success: true,
      data: { messages: [presentMessage(message)], has_more: true, next_cursor: msg },
      pagination: { limit: 1, offset: 0, total: 8, has_next: true, has_prev: false },
    });
    expect(presentMessages({ ...page, hasMore: false }, { limit: 1, offset: 7 })).toMatchObject({
      data: { has_more: false, next_cursor: null },
      pagination: { has_next: false, has_prev: true },
    });
  });
});

describe('presentSent', () => {
  it('answers with the temporary id of the client', () => {
    expect(presentSent({ message, conversation: room, isNew: true }, 'temp_12345')).toEqual({
      success: true,
      data: { message_id: msg, conversation_id: conv, sender_id: usr(jane), temp_id: 'temp_12345', created_at: '2025-01-15T10:30:00Z' },
    });
  });
});

describe('message_received', () => {
  const origin = { userId: jane.id, sessionId: newId<'session'>(), dialect: 'v1' } as const;
  const emissionsIn = (conversation: messaging.ConversationCard, from: EventEnvelope<unknown>['origin'], said = message) =>
    messagePresenters[0]?.present({
      id: newId(),
      subject: messaging.messageSent.subject,
      occurredAt: message.sentAt,
      origin: from,
      payload: { message: said, conversation, clientKey: 'temp_12345' },
    });

  it('goes to the room of a group, but not to the session that sent it', () => {
    expect(emissionsIn(room, origin)).toEqual([
      {
        kind: 'emit',
        rooms: [`v1/conversation/${room.id}`],
        exceptSession: origin.sessionId,
        receipt: placeOf(message),
        event: 'message_received',
        data: {
          conversation_id: conv,
          message: {
            message_id: msg,
            sender_id: usr(jane),
            content_encrypted: content,
            message_type: 'text',
            metadata: {},
            reply_to_message_id: expect.stringMatching(/^msg_/),
            created_at: '2025-01-15T10:30:00Z',
          },
          seq: 7,
        },
      },
    ]);
  });

  it('goes to both people of a direct conversation, and to everybody when the system acts', () => {
    expect(emissionsIn({ ...room, kind: 'direct', pair: [john, jane] }, null)).toMatchObject([
      { rooms: [`v1/user/${john.id}`, `v1/user/${jane.id}`] },
    ]);
    expect(emissionsIn(room, null)?.[0]).not.toHaveProperty('exceptSession');
    expect(emissionsIn(room, origin, { ...message, type: 'system' })?.[0]).not.toHaveProperty('exceptSession');
  });
});
