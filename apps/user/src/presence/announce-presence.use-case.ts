import { Injectable } from '@nestjs/common';
import { user, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { Signals } from '@parley/transport';
import { AudienceResolver, type BareChange } from './audience.resolver.js';
import { nextChange, statusOf } from './presence.policy.js';
import { PresenceRecordRepository, type PresenceSubject } from './presence-record.repository.js';
import { PresenceRepository, type KnownPresence, type Shown } from './presence.repository.js';
import { changeOfSight, seenIn } from './sight.policy.js';

const atOnce = 500;
/** One change a user a second: whoever flickers is shown as he is at its end. */
const quietMs = 1_000;

interface Looked {
  readonly userId: UserId;
  readonly next: number | null;
  /** When the world last saw them, in Unix ms. */
  readonly seenAt: number | null;
  readonly shown: Shown | null;
  readonly changes: readonly BareChange[];
}

/** Looks at whom something has happened to, and tells the gateways in one signal what the world should see. */
@Injectable()
export class AnnouncePresence {
  constructor(
    private readonly database: Database,
    private readonly records: PresenceRecordRepository,
    private readonly presences: PresenceRepository,
    private readonly audiences: AudienceResolver,
    private readonly signals: Signals,
  ) {}

  /** True when there may be more to do at once. */
  async execute(now: number): Promise<boolean> {
    const { userIds, claim } = await this.presences.claim(now, atOnce);
    if (userIds.length === 0) return false;
    const [known, subjects] = await Promise.all([this.presences.load(userIds), this.records.subjects(this.database, userIds)]);
    const byId = new Map(subjects.map((subject) => [subject.userId, subject]));
    const looked = userIds.map((userId) => look(userId, known.get(userId), byId.get(userId), now));
    await this.keepSeen(looked);
    await this.presences.settle(claim, looked);
    const changes = looked.flatMap((one) => one.changes);
    if (changes.length > 0) this.signals.publish(user.presenceChanged, await this.audiences.complete(changes));
    return userIds.length === atOnce;
  }

  /** Of those who are not here: the rest is in Redis, and kept when they leave. */
  private keepSeen(looked: readonly Looked[]): Promise<void> {
    const seen = looked.flatMap(({ userId, next, seenAt }) =>
      next === null && seenAt !== null ? [{ userId, at: new Date(seenAt).toISOString() }] : [],
    );
    return this.records.keepSeen(this.database, seen);
  }
}

const look = (userId: UserId, known: KnownPresence | undefined, subject: PresenceSubject | undefined, now: number): Looked => {
  if (known === undefined || subject === undefined) return { userId, next: null, seenAt: null, shown: null, changes: [] };
  const { state, shown } = known;
  const { visibility } = subject;
  const next = nextChange(state, now);
  const seenAt = seenIn(known, subject.explicit);
  const lastSeenAt = new Date(Math.max(subject.lastSeenAt.getTime(), seenAt ?? 0));
  const sights = changeOfSight({ ...subject, lastSeenAt }, { status: shown.status, visibility: shown.visibility ?? visibility });
  const to = subject.isGone ? 'offline' : statusOf(state, subject.explicit, now);
  const isSame = to === shown.status && (to === 'offline' || subject.statusMessage === shown.statusMessage);
  // Of those who are not here nothing is kept.
  const isSettled = visibility === shown.visibility || shown.status === 'offline';
  const untold = { userId, seenAt, shown: isSettled ? null : { ...shown, visibility }, changes: sights };
  if (isSame) return { ...untold, next };
  if (now - shown.at < quietMs) return { ...untold, next: shown.at + quietMs };
  const { user: card, statusMessage, contactIds, blockIds } = subject;
  const seen = { user: card, from: shown.status, to, statusMessage, lastSeenAt: lastSeenAt.toISOString() };
  const change = { ...seen, visibility, contactIds, blockIds, onlyIds: null };
  return { userId, next, seenAt, shown: { status: to, statusMessage, at: now, visibility }, changes: [...sights, change] };
};
