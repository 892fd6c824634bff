import { describe, expect, it } from '@jest/globals';
import { hexOf, messaging, newId, type user } from '@parley/contracts';
import { conversationPresenters, presentConversations, presentCreated } from './conversations.presenter.js';

const personOf = (username: string, displayName: string): user.UserCard => ({
  id: newId<'user'>(),
  num: 1,
  username,
  displayName,
  avatarUrl: `https://cdn.example.com/${username}.jpg`,
});
const john = personOf('john', 'John Doe');
const jane = personOf('jane', 'Jane Doe');
const brief = ({ id, username, displayName }: user.UserCard) => ({ user_id: `usr_${hexOf(id)}`, username, full_name: displayName });
const memberOf = (person: user.UserCard): messaging.Member => ({ user: person, role: 'member', joinedAt: '2025-01-15T10:30:00Z', lastReadAt: null });

const conversation: messaging.Conversation = {
  id: newId<'conversation'>(),
  num: 3,
  kind: 'direct',
  title: null,
  slug: null,
  pair: [john, jane],
  description: null,
  visibility: 'private',
  ownerId: null,
  avatarUrl: null,
  maxMembers: 2,
  isEncryptionRequired: false,
  isAutoSummaryEnabled: false,
  summaryThreshold: 50,
  memberCount: 2,
  lastActivityAt: '2025-01-15T10:31:00.500Z',
  createdAt: '2025-01-15T10:30:00.500Z',
  updatedAt: '2025-01-15T10:30:00.500Z',
};
const lastMessage = {
  id: newId<'message'>(),
  sender: jane,
  type: 'text',
  body: { kind: 'plain', text: 'Hello!' },
  delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: true },
  sentAt: '2025-01-15T10:31:00.500Z',
} as unknown as messaging.Message;
const entry: messaging.ConversationEntry = {
  conversation,
  role: 'member',
  joinedAt: '2025-01-15T10:30:00Z',
  unreadCount: 3,
  unreadReplyCount: 1,
  lastMessage,
  isPinned: false,
  isMuted: true,
  members: [memberOf(john), memberOf(jane)],
};
const group: messaging.Conversation = {
  ...conversation,
  kind: 'room',
  title: 'Team',
  slug: 'team',
  pair: null,
  avatarUrl: 'https://x.example/g.jpg',
};
const conv = `conv_${hexOf(conversation.id)}`;
const window = { limit: 50, offset: 0 };

describe('presentConversations', () => {
  it('shows a direct conversation as the other person, with both forms of pagination', () => {
    expect(presentConversations({ entries: [entry], total: 1 }, window, john.id)).toEqual({
      success: true,
      data: {
        conversations: [
          {
            conversation_id: conv,
            type: 'direct',
            name: 'Jane Doe',
            avatar_url: jane.avatarUrl,
            participants: [brief(jane)],
            last_message: {
              message_id: `msg_${hexOf(lastMessage.id)}`,
              sender_id: `usr_${hexOf(jane.id)}`,
              content: 'Hello!',
              message_type: 'text',
              timestamp: '2025-01-15T10:31:00Z',
              is_read: false,
            },
            unread_count: 3,
            is_pinned: false,
            is_muted: true,
            updated_at: '2025-01-15T10:31:00Z',
          },
        ],
        total: 1,
      },
      pagination: { limit: 50, offset: 0, total: 1, has_next: false, has_prev: false },
    });
  });

  it('counts my own message as read once everybody has read it', () => {
    const { data } = presentConversations({ entries: [entry], total: 1 }, window, jane.id);
    expect(data.conversations[0]).toMatchObject({ name: 'John Doe', last_message: { is_read: true } });
  });

  it('shows a group with its own name and all its people', () => {
    const { data } = presentConversations({ entries: [{ ...entry, conversation: group, lastMessage: null }], total: 1 }, window, john.id);
    expect(data.conversations[0]).toMatchObject({
      type: 'group',
      name: 'Team',
      avatar_url: 'https://x.example/g.jpg',
      participants: [brief(john), brief(jane)],
      last_message: null,
    });
  });
});

describe('presentCreated', () => {
  it('shows the five documented fields', () => {
    expect(presentCreated({ ...entry, conversation: group }, john.id)).toEqual({
      success: true,
      data: { conversation_id: conv, type: 'group', name: 'Team', participants: [brief(john), brief(jane)], created_at: '2025-01-15T10:30:00Z' },
    });
  });
});

describe('conversationPresenters', () => {
  const emissionsOf = (subject: string, payload: unknown) =>
    conversationPresenters
      .filter((presenter) => presenter.subject === subject)
      .flatMap((presenter) => presenter.present({ id: newId(), subject, occurredAt: '2025-01-15T10:30:00Z', origin: null, payload }));
  const room = `v1/conversation/${group.id}`;

  it('lets the sockets of its members into a group, and nobody into a direct conversation', () => {
    const created = messaging.conversationCreated.subject;
    expect(emissionsOf(created, { conversation: group, memberIds: [john.id] })).toEqual([{ kind: 'join', from: `v1/user/${john.id}`, room }]);
    expect(emissionsOf(created, { conversation, memberIds: [john.id] })).toEqual([]);
  });

  it('lets added members in, and removed ones out', () => {
    expect(emissionsOf(messaging.membersAdded.subject, { conversation: group, members: [memberOf(jane)], seq: 4 })).toEqual([
      { kind: 'join', from: `v1/user/${jane.id}`, room },
    ]);
    expect(emissionsOf(messaging.memberRemoved.subject, { conversation: group, user: jane, seq: 4 })).toEqual([
      { kind: 'leave', from: `v1/user/${jane.id}`, room },
    ]);
  });
});
