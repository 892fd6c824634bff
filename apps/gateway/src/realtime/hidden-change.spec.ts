import { describe, expect, it } from '@jest/globals';
import { newId, type EventEnvelope, type messaging } from '@parley/contracts';
import { hiddenChangeOf, hintsInstead, sparing } from './hidden-change.js';
import type { RoomEmission } from './present-event.js';
import { roomOf } from './rooms.js';

const person = (num: number) => ({ id: newId<'user'>(), num, username: 'p', displayName: 'P', avatarUrl: null });
const [ann, ben] = [person(1), person(2)];
const room: messaging.ConversationCard = { id: newId(), num: 7, kind: 'room', title: 'r', slug: null, pair: null };
const direct: messaging.ConversationCard = { ...room, kind: 'direct', pair: [ann, ben] };
const envelope = (payload: unknown): EventEnvelope<unknown> => ({ id: 'e', subject: 's', occurredAt: '', origin: null, payload });
const change = (conversation: messaging.ConversationCard) => ({ conversation, seq: 5, hiddenFrom: [ben.id] });
const told: RoomEmission = { kind: 'emit', rooms: ['x'], event: 'said', data: null };

describe('a change that is hidden from some', () => {
  it('is one only when its event says so', () => {
    expect([hiddenChangeOf(envelope({ seq: 5 })), hiddenChangeOf(envelope(null))]).toEqual([null, null]);
    expect(hiddenChangeOf(envelope(change(room)))).toEqual(change(room));
  });

  it('passes their sockets by, as well as those it passed by before', () => {
    const spared = roomOf('umoc', 'user', ben.id);
    expect(sparing('umoc', told, change(room))).toEqual({ ...told, exceptRooms: [spared] });
    expect(sparing('umoc', { ...told, exceptRooms: ['y'] }, change(room))).toEqual({ ...told, exceptRooms: ['y', spared] });
    const join = { kind: 'join', from: 'x', room: 'y' } as const;
    expect(sparing('umoc', join, change(room))).toBe(join);
  });

  it('shows them its seq, by the name they call the conversation', () => {
    const hint = (conversation: string) => ({
      kind: 'emit',
      rooms: [roomOf('umoc', 'sync.user', ben.id)],
      event: 'sync_hint',
      data: { conversation, seq: 5 },
    });
    const nameOf = ({ kind, num, peerNum }: messaging.ConversationName) => (kind === 'room' ? `group:${num}` : `user:${peerNum}`);
    expect(hintsInstead('umoc', nameOf, change(room))).toEqual([hint('group:7')]);
    expect(hintsInstead('umoc', nameOf, change(direct))).toEqual([hint('user:1')]);
    expect(hintsInstead('reals2chat', () => null, change(room))).toEqual([]);
  });
});
