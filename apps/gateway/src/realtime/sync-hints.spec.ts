import { describe, expect, it } from '@jest/globals';
import { messaging, newId, type EventContract, type EventEnvelope, type user } from '@parley/contracts';
import type { EventPresenter } from './present-event.js';
import { SyncHints } from './sync-hints.js';

const person = (num: number): user.UserCard => ({ id: newId(), num, username: `u${num}`, displayName: `U ${num}`, avatarUrl: null });
const [john, jane] = [person(1), person(2)];
const direct: messaging.ConversationCard = { id: newId(), num: 9, kind: 'direct', title: null, slug: null, pair: [john, jane] };
const room: messaging.ConversationCard = { ...direct, id: newId(), kind: 'room', pair: null };

const hints = new SyncHints('umoc', ({ kind, num, peerNum }) => (kind === 'room' ? `group:${num}` : `user:${peerNum}`));
const shown = <P>(presenters: readonly EventPresenter[], { subject }: EventContract<P>, payload: object) =>
  presenters.filter((one) => one.subject === subject).flatMap((one) => one.present({ payload, origin: null } as EventEnvelope<unknown>));
const hint = (rooms: readonly string[], conversation: string) => ({ kind: 'emit', rooms, event: 'sync_hint', data: { conversation, seq: 4 } });

describe('SyncHints', () => {
  it('tell a room’s followers, and each of two people in his own words', () => {
    const presenters = hints.presenters([messaging.roleChanged]);
    expect(shown(presenters, messaging.roleChanged, { conversation: room, seq: 4 })).toEqual([
      hint([`umoc/sync.conversation/${room.id}`], 'group:9'),
    ]);
    expect(hints.of({ conversation: direct, seq: 4 }, null)).toEqual([
      hint([`umoc/sync.user/${john.id}`], 'user:2'),
      hint([`umoc/sync.user/${jane.id}`], 'user:1'),
    ]);
    expect(hints.of({ conversation: direct, seq: 4 }, [jane.id])).toEqual([hint([`umoc/sync.user/${jane.id}`], 'user:1')]);
    expect(new SyncHints('reals2chat', () => null).of({ conversation: room, seq: 4 }, null)).toEqual([]);
  });

  it('follow the members of rooms, not of direct conversations', () => {
    const move = (kind: string) => ({ kind, from: `umoc/sync.user/${jane.id}`, room: `umoc/sync.conversation/${room.id}` });
    const created = (conversation: messaging.ConversationCard) => ({ conversation, memberIds: [jane.id] });
    expect(shown(hints.entrances, messaging.conversationCreated, created(room))).toEqual([move('join')]);
    expect(shown(hints.entrances, messaging.conversationCreated, created(direct))).toEqual([]);
    expect(shown(hints.entrances, messaging.membersAdded, { conversation: room, members: [{ user: jane }], seq: 4 })).toEqual([move('join')]);
    expect(shown(hints.exits, messaging.memberRemoved, { conversation: room, user: jane, seq: 4 })).toEqual([move('leave')]);
    expect(shown(hints.exits, messaging.conversationDeleted, { conversation: room, seq: 4 })).toEqual([
      { ...move('leave'), from: `umoc/sync.conversation/${room.id}` },
    ]);
  });
});
