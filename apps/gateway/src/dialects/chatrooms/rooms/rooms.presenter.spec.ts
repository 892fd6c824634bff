import { describe, expect, it } from '@jest/globals';
import { newId, type messaging, type user } from '@parley/contracts';
import { presentCreatedRoom, presentRoomDetails, presentRoomPage } from './rooms.presenter.js';

const card = (username: string): user.UserCard => ({ id: newId(), num: 1, username, displayName: username.toUpperCase(), avatarUrl: null });
const [ada, bob] = [card('ada'), card('bob')];
const at = '2025-01-15T10:30:00.000Z';

const room: messaging.Conversation = {
  id: newId(),
  num: 7,
  kind: 'room',
  title: 'Project Team',
  slug: 'project-team',
  pair: null,
  description: null,
  visibility: 'public',
  ownerId: ada.id,
  avatarUrl: null,
  maxMembers: null,
  isEncryptionRequired: false,
  isAutoSummaryEnabled: true,
  summaryThreshold: 50,
  memberCount: 2,
  lastActivityAt: at,
  createdAt: at,
  updatedAt: at,
};
const direct: messaging.Conversation = { ...room, kind: 'direct', title: null, slug: null, pair: [ada, bob], visibility: 'private', ownerId: null };
const member = (who: user.UserCard, role: messaging.MemberRole): messaging.Member => ({ user: who, role, joinedAt: at, lastReadAt: null });

const entry = (conversation: messaging.Conversation): messaging.ConversationEntry => ({
  conversation,
  role: 'admin',
  joinedAt: at,
  unreadCount: 3,
  unreadReplyCount: 1,
  lastMessage: null,
  isPinned: false,
  isMuted: false,
  members: [],
});

describe('presentRoomPage', () => {
  it('lists rooms by their title and the pages that follow', () => {
    expect(presentRoomPage({ entries: [entry(room)], total: 41 }, { page: 1, limit: 20 }, bob.id)).toEqual({
      chatrooms: [
        {
          ...{ id: room.id, name: 'Project Team', description: null, is_private: false, member_count: 2 },
          ...{ last_message: null, unread_count: 3, role: 'moderator', joined_at: at },
        },
      ],
      pagination: { page: 1, limit: 20, total: 41, pages: 3 },
    });
  });

  it.each([
    [ada.id, 'BOB'],
    [bob.id, 'ADA'],
  ])('names a direct conversation after the other person (C38)', (viewerId, name) => {
    const [shown] = presentRoomPage({ entries: [entry(direct)], total: 1 }, { page: 1, limit: 20 }, viewerId).chatrooms;
    expect(shown).toMatchObject({ name, is_private: true });
  });

  it('shows the last message as its data alone', () => {
    const lastMessage = { id: newId(), sender: ada, body: { kind: 'plain', text: 'hi' }, sentAt: at } as messaging.Message;
    const [shown] = presentRoomPage({ entries: [{ ...entry(room), lastMessage }], total: 1 }, { page: 1, limit: 20 }, bob.id).chatrooms;
    expect(shown?.last_message).toEqual({ id: lastMessage.id, content: 'aGk=', user_id: ada.id, username: 'ada', created_at: at });
  });
});

describe('presentCreatedRoom', () => {
  it('shows no limit as the most there can be', () => {
    expect(presentCreatedRoom(room, ada.id).chatroom).toEqual({
      ...{ id: room.id, name: 'Project Team', description: null, owner_id: ada.id, is_private: false, max_members: 10_000 },
      ...{ encryption_enabled: true, auto_summary_enabled: true, summary_threshold: 50, created_at: at },
    });
  });
});

describe('presentRoomDetails', () => {
  it('shows admins as moderators, with every member', () => {
    const details = { conversation: room, members: [member(ada, 'owner'), member(bob, 'admin')], viewerRole: 'admin', presences: new Map() } as const;
    const shown = presentRoomDetails(details, 'admin', bob.id);
    expect(shown.user_role).toBe('moderator');
    expect(shown.members.map(({ role }) => role)).toEqual(['owner', 'moderator']);
    expect(shown.members[0]).toEqual({
      ...{ user_id: ada.id, username: 'ada', display_name: 'ADA', avatar_url: null },
      ...{ role: 'owner', joined_at: at, last_read_at: null, is_online: false },
    });
  });

  it('shows a direct conversation as a room of two that the other person owns', () => {
    const details = {
      conversation: direct,
      members: [member(ada, 'member'), member(bob, 'member')],
      viewerRole: 'member',
      presences: new Map(),
    } as const;
    expect(presentRoomDetails(details, 'member', ada.id).chatroom).toMatchObject({ name: 'BOB', owner_id: bob.id, is_private: true, max_members: 2 });
  });
});
