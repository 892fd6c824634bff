import { describe, expect, it } from '@jest/globals';
import { newId, type EventEnvelope, type messaging, type user } from '@parley/contracts';
import type { GetChatHistoryDto } from './messages.dto.js';
import { presentHistory, presentMessage, presentMessageSent, presentNewMessage } from './messages.presenter.js';

const card = (num: number): user.UserCard => ({ id: newId(), num, username: `u${num}`, displayName: `U ${num}`, avatarUrl: null });
const john = card(123);
const jane = card(456);
const direct: messaging.ConversationCard = { id: newId(), num: 9, kind: 'direct', title: null, slug: null, pair: [john, jane] };
const group: messaging.ConversationCard = { ...direct, num: 789, kind: 'room', title: 'Team', pair: null };

const message = (part: Partial<messaging.Message>): messaging.Message => ({
  id: newId(),
  conversationId: direct.id,
  sender: john,
  seq: 7,
  type: 'text',
  body: { kind: 'plain', text: 'Hello there!' },
  attachments: [],
  metadata: {},
  reactions: [],
  replyToId: null,
  threadRootId: null,
  threadCount: 0,
  isPinned: false,
  linkPreview: null,
  voice: null,
  delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
  sentAt: '2023-01-01T12:00:00.987Z',
  editedAt: null,
  deletedAt: null,
  ...part,
});

const asked: GetChatHistoryDto = { chat_id: 456, page: 2, page_size: 20 };
const page = (messages: readonly messaging.Message[], total: number) => ({ conversation: direct, messages, hasMore: false, total });

describe('presentNewMessage', () => {
  it('UM-s2c-new_message shows the example, and seq', () => {
    const one = message({});
    expect(presentNewMessage(one, direct)).toEqual({
      message_id: one.id,
      sender_id: 123,
      sender_username: 'u123',
      recipient_id: 456,
      content: 'Hello there!',
      type: 'text',
      timestamp: '2023-01-01T12:00:00Z',
      is_group: false,
      seq: 7,
    });
  });

  it('A-UM-15: recipient_id is the other user, or the group', () => {
    expect(presentNewMessage(message({ sender: jane }), direct).recipient_id).toBe(123);
    expect(presentNewMessage(message({ sender: jane }), group)).toMatchObject({ recipient_id: 789, is_group: true });
  });

  it('A-UM-17: ciphertext adds a key, plain text does not', () => {
    const body: messaging.MessageBody = { kind: 'cipher', scheme: 'umoc', data: 'c2Vj', iv: null, keyVersion: null };
    expect(presentNewMessage(message({ body }), direct)).toMatchObject({ content: '', encrypted_content: 'c2Vj' });
    expect(presentNewMessage(message({}), direct)).not.toHaveProperty('encrypted_content');
  });
});

describe('presentMessageSent', () => {
  const roomsOf = (conversation: messaging.ConversationCard) =>
    presentMessageSent
      .present({ payload: { message: message({}), conversation, clientKey: null } } as EventEnvelope<unknown>)
      .map((emission) => (emission.kind === 'emit' ? emission.rooms : []));

  it('reaches both users of a direct chat, and everybody in a group', () => {
    expect(roomsOf(direct)).toEqual([[`umoc/user/${john.id}`, `umoc/user/${jane.id}`]]);
    expect(roomsOf(group)).toEqual([[`umoc/conversation/${group.id}`]]);
  });
});

describe('presentHistory', () => {
  it('UM-s2c-chat_history: pages are counted up', () => {
    const one = message({});
    expect(presentHistory(john.id, asked, page([one], 41))).toEqual({
      chat_id: 456,
      is_group: false,
      messages: [{ ...presentMessage(one), is_read: false }],
      page: 2,
      total_pages: 3,
      total_messages: 41,
    });
  });

  it('P4: a chat named by another rendering of an id is shown by its number', () => {
    expect(presentHistory(john.id, { ...asked, chat_id: jane.id }, page([], 0)).chat_id).toBe(456);
    expect(presentHistory(john.id, { ...asked, chat_id: group.id, is_group: true }, { ...page([], 0), conversation: group }).chat_id).toBe(789);
  });

  it('A-UM-11: an empty chat has no pages', () => {
    expect(presentHistory(john.id, asked, null)).toMatchObject({ messages: [], total_pages: 0, total_messages: 0 });
  });

  it.each([
    ['mine, read by all', john, { isRead: true, readBy: [jane.id] }, true],
    ['mine, read by some', john, { isRead: false, readBy: [jane.id] }, false],
    ['theirs, read by me', jane, { isRead: false, readBy: [john.id] }, true],
    ['theirs, read by others', jane, { isRead: false, readBy: [newId<'user'>()] }, false],
  ])('C46 is_read: %s', (_case, sender, delivery, isRead) => {
    const one = message({ sender, delivery: { deliveredTo: [], isDelivered: true, ...delivery } });
    expect(presentHistory(john.id, asked, page([one], 1)).messages[0]?.is_read).toBe(isRead);
  });
});
