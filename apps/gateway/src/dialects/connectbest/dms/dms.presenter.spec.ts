import { describe, expect, it } from '@jest/globals';
import { newId, type messaging } from '@parley/contracts';
import { presentDm, presentListedDm } from './dms.presenter.js';

const person = (name: string) => ({ id: newId<'user'>(), num: 1, username: name, displayName: name, avatarUrl: null });
const [ann, ben] = [person('ann'), person('ben')];
const entry = {
  conversation: { id: newId(), pair: [ann, ben], createdAt: '2026-01-01T00:00:00Z' },
  lastMessage: null,
  unreadCount: 3,
  unreadReplyCount: 1,
} as unknown as messaging.ConversationEntry;

const seen = ({ id, displayName }: typeof ann) => ({ userId: id, name: displayName, avatar: null, status: 'offline' });
const rest = { id: entry.conversation.id, lastMessage: null, unreadCount: 2, createdAt: '2026-01-01T00:00:00.000Z' };

describe('DMs', () => {
  it('10.1: shows both people', () => {
    expect(presentDm(entry, new Map())).toEqual({ ...rest, participants: [seen(ann), seen(ben)] });
  });

  it('10.2: shows the other one', () => {
    expect(presentListedDm(entry, ann.id, new Map())).toEqual({ ...rest, participant: seen(ben) });
    expect(presentListedDm(entry, ben.id, new Map())).toEqual({ ...rest, participant: seen(ann) });
  });
});
