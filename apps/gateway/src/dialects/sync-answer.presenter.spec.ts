import { describe, expect, it } from '@jest/globals';
import { hexOf, messaging, newId, type EventContract, type user } from '@parley/contracts';
import { presentSync as chatrooms } from './chatrooms/sync/sync.presenter.js';
import { presentSync as connectbest } from './connectbest/sync/sync.presenter.js';
import { presentSync as reals2chat } from './reals2chat/sync/sync.presenter.js';
import { presentSync as umoc } from './umoc/sync/sync.presenter.js';
import { presentSync as v1 } from './v1/sync/sync.presenter.js';

const person = (num: number): user.UserCard => ({ id: newId(), num, username: `u${num}`, displayName: `U ${num}`, avatarUrl: null });
const [john, jane] = [person(11), person(12)];
const conversation: messaging.ConversationCard = { id: newId(), num: 9, kind: 'direct', title: null, slug: null, pair: [john, jane] };
const at = '2025-01-15T10:30:00.000Z';
const delivery = { deliveredTo: [], readBy: [], isDelivered: false, isRead: false };
const message: messaging.Message = {
  ...{ id: newId(), conversationId: conversation.id, sender: john, seq: 1, type: 'text', body: { kind: 'plain', text: 'hi' } },
  ...{ attachments: [], metadata: {}, reactions: [], replyToId: null, threadRootId: null, threadCount: 0, isPinned: false },
  ...{ linkPreview: null, voice: null, delivery, sentAt: at, editedAt: at, deletedAt: null },
};
const member = { user: jane, role: 'owner', joinedAt: at, lastReadAt: null } as const;
const readBySender = [{ senderId: john.id, messageIds: [message.id] }];

const log: readonly (readonly [EventContract<unknown>, object | null])[] = [
  [messaging.messageSent, { message, conversation, clientKey: null }],
  [messaging.messageUpdated, { message, conversation, cause: 'edited', seq: 2 }],
  [messaging.messageUpdated, { message, conversation, cause: 'pinned', seq: 3 }],
  [messaging.reactionAdded, { message, conversation, reaction: { user: jane, emoji: '👍', createdAt: at }, seq: 4 }],
  [messaging.reactionRemoved, { message, conversation, removed: [], seq: 5 }],
  [messaging.messageDeleted, { messageId: message.id, conversation, sender: john, deletedBy: john.id, deletedAt: at, fileIds: [], seq: 6 }],
  [messaging.messagesRead, { conversation, reader: jane, upToId: message.id, readAt: at, bySender: readBySender, seq: 7 }],
  [messaging.membersAdded, { conversation, members: [member], seq: 8 }],
  [messaging.memberRemoved, { conversation, user: jane, seq: 9 }],
  [messaging.roleChanged, { conversation, user: jane, role: 'admin', seq: 10 }],
  [messaging.conversationUpdated, { conversation: { ...conversation, description: null, visibility: 'private', avatarUrl: null }, seq: 11 }],
  [messaging.messageSent, null],
];
const { id, kind, num } = conversation;
const sync: messaging.Sync = {
  changes: log.map(([{ subject }, payload], index) => ({ conversationId: id, seq: index + 1, type: subject, payload })),
  heads: { [id]: 12 },
  next: { [id]: 4 },
  reset: [id],
  names: { [id]: { id, kind, num, peerNum: 12 } },
};

const dialects = [
  [
    'connectbest',
    connectbest,
    id,
    'message:new message:updated message:updated message:updated message:updated message:deleted message:read members:added member:removed member:role channel:updated changed',
  ],
  [
    'chatrooms',
    chatrooms,
    id,
    'message_received message_updated message_updated reaction_updated message_updated message_deleted message_read user_joined user_left role_changed chatroom_updated changed',
  ],
  [
    'reals2chat',
    reals2chat,
    hexOf(id),
    'receiveMessage messageUpdated changed changed changed messageDeleted messageStatus changed changed changed changed changed',
  ],
  [
    'umoc',
    umoc,
    'user:12',
    'new_message message_edited changed changed changed message_deleted messages_read members_added member_removed role_changed group_updated changed',
  ],
  [
    'v1',
    v1,
    `conv_${hexOf(id)}`,
    'message_received message_updated message_updated reaction_updated message_updated message_deleted message_read participants_added participant_removed changed conversation_updated changed',
  ],
] as const;

describe('the answer of sync', () => {
  it.each(dialects)('A-00-14 %s names every row of the log, in its order', (_name, present, name, types) => {
    const answer = present(sync);
    expect(answer).toMatchObject({ heads: { [name]: 12 }, next: { [name]: 4 }, reset: [name] });
    expect(answer.changes.map(({ conversation_id, seq }) => [conversation_id, seq])).toEqual(log.map((_, index) => [name, index + 1]));
    expect(answer.changes.map(({ type }) => type).join(' ')).toBe(types);
    expect(answer.changes.filter(({ type }) => type === 'changed').map(({ payload }) => payload)).not.toContainEqual(expect.anything());
  });

  it.each(dialects)('%s shows no canonical id but in its own form', (name, present, _called, _types) => {
    const text = JSON.stringify(present(sync));
    const isUuid = name === 'connectbest' || name === 'chatrooms';
    expect(text.includes(john.id)).toBe(isUuid);
    expect(text.includes(id)).toBe(isUuid);
  });

  it('leaves out conversations that a dialect does not show', () => {
    const rooms = { ...sync, names: { [id]: { id, kind: 'room', num, peerNum: null } } } as const;
    expect(reals2chat(rooms)).toEqual({ changes: [], heads: {}, next: {}, reset: [] });
    expect(umoc(rooms).heads).toEqual({ 'group:9': 12 });
  });
});
