import { describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { defineEvent, messaging, newId, type Dialect, type EventEnvelope, type user } from '@parley/contracts';
import type { DialectRegistry } from '../dialects/dialect.registry.js';
import { EmissionFeed } from './emission-feed.js';
import { FanoutSignals } from './fanout.signals.js';
import type { MembershipAudit } from './membership-audit.js';
import { presentEvent, type Emission } from './present-event.js';
import type { RoomSpace } from './room-space.js';
import type { PresenceReporter } from '../session/presence-reporter.js';

const noted = defineEvent<{ readonly n: number }>('test.note.noted.v1');
const envelope = (n: number): EventEnvelope<{ readonly n: number }> => ({
  id: newId(),
  subject: noted.subject,
  occurredAt: '2026-01-01T00:00:00.000Z',
  origin: null,
  payload: { n },
});

describe('FanoutSignals', () => {
  const emitted: string[] = [];
  const present = jest.fn(({ n }: { readonly n: number }): readonly Emission[] => {
    if (n === 2) throw new Error('cannot');
    return [{ kind: 'emit', rooms: ['x'], event: `noted ${n}`, data: null }];
  });
  const spoken = new Set<Dialect>(['v1', 'umoc']);
  const registry = {
    presentersOf: () => (['v1', 'umoc', 'chatrooms'] as const).map((dialect) => ({ dialect, presenter: presentEvent(noted, present) })),
  } as unknown as DialectRegistry;
  const rooms = {
    isEmpty: (dialect: Dialect) => !spoken.has(dialect),
    emit: (dialect: Dialect, emission: Emission) => emitted.push(`${dialect} ${emission.kind === 'emit' ? emission.event : emission.kind}`),
  } as unknown as RoomSpace;

  const unheard: string[] = [];
  const reporter = { unheard: (userId: string) => unheard.push(userId) } as unknown as PresenceReporter;

  const departed: unknown[] = [];
  const memberships = { departed: (departure: unknown) => departed.push(departure) } as unknown as MembershipAudit;

  it('lets only the dialects that somebody here speaks present, and outlives a presenter that fails', () => {
    Logger.overrideLogger(false);
    new FanoutSignals(registry, rooms, new EmissionFeed(rooms), reporter, memberships).committed([envelope(1), envelope(2), envelope(3)]);
    expect(present).toHaveBeenCalledTimes(6);
    expect(emitted).toEqual(['v1 noted 1', 'umoc noted 1', 'v1 noted 3', 'umoc noted 3']);
  });

  it('shows the changes of a conversation in the order of their seq', () => {
    const conversation = { id: newId<'conversation'>() };
    const shown: number[] = [];
    const all = {
      presentersOf: () => [{ dialect: 'v1', presenter: presentEvent(noted, ({ n }) => (shown.push(n), [])) }],
    } as unknown as DialectRegistry;
    const change = (seq: number): EventEnvelope<unknown> => ({ ...envelope(seq), payload: { n: seq, conversation, seq } });
    const fanout = new FanoutSignals(all, rooms, new EmissionFeed(rooms), reporter, memberships);
    fanout.committed([change(4), change(6)]);
    fanout.committed([change(5)]);
    expect(shown).toEqual([4, 5, 6]);
  });

  it('has who left a room looked for again', () => {
    const nobody = { presentersOf: () => [] } as unknown as DialectRegistry;
    const payload = { conversation: { id: newId() }, user: { id: newId() }, seq: 3 };
    const left = { ...envelope(1), subject: messaging.memberRemoved.subject, payload };
    new FanoutSignals(nobody, rooms, new EmissionFeed(rooms), reporter, memberships).committed([envelope(2), left]);
    expect(departed).toEqual([payload]);
  });

  it('whoever is gone is heard again at once', () => {
    const none = { signalPresentersOf: () => [] } as unknown as DialectRegistry;
    const [gone, here] = [newId<'user'>(), newId<'user'>()];
    const changes = [
      { user: { id: gone }, to: 'offline' },
      { user: { id: here }, to: 'away' },
    ] as unknown as readonly user.PresenceChange[];
    new FanoutSignals(none, rooms, new EmissionFeed(rooms), reporter, memberships).presence(changes);
    expect(unheard).toEqual([gone]);
  });
});
