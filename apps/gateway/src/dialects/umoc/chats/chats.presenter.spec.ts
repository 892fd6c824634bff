import { describe, expect, it } from '@jest/globals';
import { newId, type messaging, type user } from '@parley/contracts';
import { presentTime } from '../time.codec.js';
import { presentChats, presentDirectChat, presentGroup } from './chats.presenter.js';

const card = (num: number): user.UserCard => ({
  id: newId(Date.parse('2023-01-01T12:00:00Z')),
  num,
  username: `u${num}`,
  displayName: '',
  avatarUrl: null,
});
const john = card(123);
const jane = card(456);

const conversation = (part: Partial<messaging.Conversation>) =>
  ({
    num: 9,
    kind: 'direct',
    title: null,
    description: null,
    pair: [john, jane],
    memberCount: 2,
    createdAt: '2023-01-01T10:00:00.5Z',
    ...part,
  }) as messaging.Conversation;

const entry = (part: Partial<messaging.Conversation>, lastMessage: object | null) =>
  ({ conversation: conversation(part), unreadCount: 3, lastMessage }) as messaging.ConversationEntry;

const last = {
  id: newId(),
  sender: john,
  type: 'text',
  body: { kind: 'plain', text: 'x' },
  attachments: [],
  metadata: {},
  sentAt: '2023-01-01T12:00:00Z',
};
const stranger: user.Contact = {
  ...{ id: null, user: jane, relation: 'none', isRequestedByMe: false, isBlocked: false, message: null, since: null },
  // Whoever wrote to each other has one, whatever they are to each other.
  streak: { days: 1, isSafe: true },
};
const room: Partial<messaging.Conversation> = { num: 789, kind: 'room', pair: null, title: 'Project Team', memberCount: 5 };

describe('presentChats', () => {
  it('UM-s2c-chats: each kind has its own keys (A-UM-36)', () => {
    expect(presentChats(john.id, { entries: [entry({}, last), entry(room, null)], friends: [], presences: new Map() })).toEqual([
      {
        id: 456,
        username: 'u456',
        status: 'offline',
        last_seen: '2023-01-01T12:00:00Z',
        last_message: {
          message_id: last.id,
          sender_id: 123,
          sender_username: 'u123',
          content: 'x',
          type: 'text',
          timestamp: '2023-01-01T12:00:00Z',
        },
        unread_count: 3,
        is_group: false,
      },
      { id: 789, name: 'Project Team', description: '', member_count: 5, last_message: null, unread_count: 3, is_group: true },
    ]);
  });

  it('A-UM-12: a direct chat nobody has written in is not shown', () => {
    expect(presentChats(john.id, { entries: [entry({}, null)], friends: [], presences: new Map() })).toEqual([]);
  });
});

describe('chat_info', () => {
  it('A-UM-13: without a relation a direct chat is NEW, without a streak', () => {
    expect(presentDirectChat(stranger, undefined)).toEqual({
      id: 456,
      username: 'u456',
      is_online: false,
      last_seen: '2023-01-01T12:00:00Z',
      status: 'NEW',
      is_group: false,
      streak: 0,
      continue_streak: false,
    });
  });

  it('C29: owner and admin are admins of a group', () => {
    const member = (one: user.UserCard, role: messaging.MemberRole): messaging.Member => ({ user: one, role, joinedAt: '', lastReadAt: null });
    const members = [member(john, 'owner'), member(jane, 'admin'), member(card(7), 'member')];
    const shown = presentGroup({ conversation: conversation(room), members, viewerRole: 'member', presences: new Map() });
    expect(shown).toMatchObject({ id: 789, created_at: '2023-01-01T10:00:00Z', is_group: true, member_count: 5, is_admin: false });
    expect(shown.members.map(({ is_admin }) => is_admin)).toEqual([true, true, false]);
    expect(shown.members[0]).toEqual({
      user_id: 123,
      username: 'u123',
      is_online: false,
      last_seen: presentTime('2023-01-01T12:00:00Z'),
      is_admin: true,
    });
  });
});
