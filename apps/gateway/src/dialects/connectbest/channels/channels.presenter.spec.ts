import { describe, expect, it } from '@jest/globals';
import { type messaging, newId, type EventEnvelope } from '@parley/contracts';
import { presentChannel, presentChannelDetails, presentListedChannel } from './channels.presenter.js';
import { presentConversationCreated, presentMemberRemoved, presentMembersAdded } from './membership.presenter.js';

const person = (name: string) => ({ id: newId<'user'>(), num: 1, username: name, displayName: name.toUpperCase(), avatarUrl: null });
const [ann, ben] = [person('ann'), person('ben')];

const room: messaging.Conversation = {
  id: newId(),
  num: 4,
  kind: 'room',
  title: 'Project Team',
  slug: 'project-team',
  pair: null,
  description: null,
  visibility: 'public',
  ownerId: ann.id,
  avatarUrl: null,
  maxMembers: null,
  isEncryptionRequired: false,
  isAutoSummaryEnabled: false,
  summaryThreshold: 50,
  memberCount: 2,
  lastActivityAt: '2026-01-02T03:04:05.678Z',
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
};
const direct: messaging.Conversation = { ...room, kind: 'direct', title: null, slug: null, visibility: 'private', ownerId: null, pair: [ann, ben] };

const shown = {
  id: room.id,
  name: 'project-team',
  description: null,
  type: 'public',
  createdBy: ann.id,
  memberCount: 2,
  createdAt: '2026-01-01T00:00:00.000Z',
};

describe('channels', () => {
  it('have the keys of 3.2, named by their slug (C39)', () => {
    expect(presentChannel(room, ann.id)).toEqual(shown);
  });

  it('are named after the other person when direct (A-CB-81)', () => {
    expect(presentChannel(direct, ann.id)).toMatchObject({ name: 'BEN', type: 'private' });
    expect(presentChannel(direct, ben.id)).toMatchObject({ name: 'ANN' });
  });

  it('are listed with unread count and last message', () => {
    const lastMessage = {
      sender: ben,
      body: { kind: 'plain', text: '' },
      attachments: [{ name: 'a.png' }],
      sentAt: '2026-01-02T03:04:05Z',
    } as unknown as messaging.Message;
    const entry = { conversation: room, unreadCount: 5, unreadReplyCount: 2, lastMessage: null } as unknown as messaging.ConversationEntry;
    expect(presentListedChannel(entry, ann.id)).toEqual({ ...shown, unreadCount: 3, lastMessage: null });
    expect(presentListedChannel({ ...entry, lastMessage }, ann.id).lastMessage).toEqual({
      content: 'a.png',
      createdAt: '2026-01-02T03:04:05.000Z',
      user: { id: ben.id, name: 'BEN' },
    });
  });

  it('show their members with address and role (C29)', () => {
    const members = (['owner', 'admin', 'member'] as const).map((role) => ({
      user: ann,
      role,
      joinedAt: '2026-01-01T00:00:00Z',
      lastReadAt: null,
    }));
    const profiles = new Map([[ann.id, { email: 'ann@x.org' }]]) as never;
    const details = { conversation: room, members, viewerRole: 'owner', profiles, presences: new Map() } as const;
    const { members: seen, ...rest } = presentChannelDetails(details, ann.id);
    expect(rest).toEqual(shown);
    expect(seen.map(({ role }) => role)).toEqual(['admin', 'admin', 'member']);
    expect(seen[0]).toEqual({
      userId: ann.id,
      name: 'ANN',
      email: 'ann@x.org',
      role: 'admin',
      avatar: null,
      status: 'offline',
      joinedAt: '2026-01-01T00:00:00.000Z',
    });
  });
});

describe('membership', () => {
  const present = (presenter: typeof presentMembersAdded, payload: object) => presenter.present({ payload } as EventEnvelope<unknown>);
  const move = (kind: string) =>
    ['messages', 'typing'].map((group) => ({
      kind,
      from: `connectbest/${group}.user/${ann.id}`,
      room: `connectbest/${group}.conversation/${room.id}`,
    }));

  it('moves the sockets of members in and out of the room', () => {
    expect(present(presentConversationCreated, { conversation: room, memberIds: [ann.id] })).toEqual(move('join'));
    expect(present(presentMembersAdded, { conversation: room, members: [{ user: ann }], seq: 1 })).toEqual(move('join'));
    expect(present(presentMemberRemoved, { conversation: room, user: ann, seq: 2 })).toEqual(move('leave'));
  });

  it('has no room for a direct conversation', () => {
    expect(present(presentConversationCreated, { conversation: direct, memberIds: [ann.id, ben.id] })).toEqual([]);
  });
});
