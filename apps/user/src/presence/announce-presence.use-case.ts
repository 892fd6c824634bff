import { Injectable, Logger } from '@nestjs/common';
import { messaging, user, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { RpcClient, Signals } from '@parley/transport';
import { nextChange, statusOf } from './presence.policy.js';
import { PresenceRecordRepository, type PresenceSubject } from './presence-record.repository.js';
import { PresenceRepository, type KnownPresence, type Shown } from './presence.repository.js';

const atOnce = 500;
/** One change a user a second: whoever flickers is shown as he is at its end. */
const quietMs = 1_000;

interface Looked {
  readonly userId: UserId;
  readonly next: number | null;
  readonly shown: Shown | null;
  readonly change: Omit<user.PresenceChange, 'roomIds' | 'peerIds'> | null;
}

const hasComeOrGone = ({ from, to }: Pick<user.PresenceChange, 'from' | 'to'>): boolean => (from === 'offline') !== (to === 'offline');

/** Looks at whom something has happened to, and tells the gateways in one signal what the world should see. */
@Injectable()
export class AnnouncePresence {
  private readonly logger = new Logger(AnnouncePresence.name);

  constructor(
    private readonly database: Database,
    private readonly records: PresenceRecordRepository,
    private readonly presences: PresenceRepository,
    private readonly rpc: RpcClient,
    private readonly signals: Signals,
  ) {}

  /** True when there may be more to do at once. */
  async execute(now: number): Promise<boolean> {
    const { userIds, claim } = await this.presences.claim(now, atOnce);
    if (userIds.length === 0) return false;
    const [known, subjects] = await Promise.all([this.presences.load(userIds), this.records.subjects(this.database, userIds)]);
    const byId = new Map(subjects.map((subject) => [subject.userId, subject]));
    const looked = userIds.map((userId) => look(userId, known.get(userId), byId.get(userId), now));
    await this.keepSeen(looked, known);
    await this.presences.settle(claim, looked);
    const changes = looked.flatMap(({ change }) => (change === null ? [] : [change]));
    if (changes.length > 0) this.signals.publish(user.presenceChanged, await this.withAudiences(changes));
    return userIds.length === atOnce;
  }

  /** Of those who are not here: the rest is in Redis, and kept when they leave. */
  private keepSeen(looked: readonly Looked[], known: ReadonlyMap<UserId, KnownPresence>): Promise<void> {
    const seen = looked.flatMap(({ userId, next }) => {
      const at = known.get(userId)?.state.activityAt ?? null;
      return next === null && at !== null ? [{ userId, at: new Date(at).toISOString() }] : [];
    });
    return this.records.keepSeen(this.database, seen);
  }

  private async withAudiences(changes: readonly Omit<user.PresenceChange, 'roomIds' | 'peerIds'>[]): Promise<readonly user.PresenceChange[]> {
    const wanted = changes
      .filter((change) => hasComeOrGone(change) && change.visibility !== 'nobody')
      .map((change) => ({ userId: change.user.id, amongIds: change.visibility === 'contacts' ? change.contactIds : null }));
    const audiences = new Map((await this.audiences(wanted)).map((audience) => [audience.userId, audience]));
    return changes.map((change) => {
      const { roomIds, peerIds } = audiences.get(change.user.id) ?? { roomIds: [], peerIds: [] };
      return { ...change, roomIds, peerIds };
    });
  }

  /** Without messaging those who only share rooms hear nothing this time. */
  private async audiences(wanted: readonly messaging.WantedAudience[]): Promise<readonly messaging.Audience[]> {
    if (wanted.length === 0) return [];
    try {
      return await this.rpc.call(messaging.listAudiences, { wanted });
    } catch (error) {
      this.logger.warn(`who shares rooms is unknown: ${(error as Error).message}`);
      return [];
    }
  }
}

const look = (userId: UserId, known: KnownPresence | undefined, subject: PresenceSubject | undefined, now: number): Looked => {
  if (known === undefined || subject === undefined) return { userId, next: null, shown: null, change: null };
  const { state, shown } = known;
  const next = nextChange(state, now);
  const to = statusOf(state, subject.explicit, now);
  const isSame = to === shown.status && (to === 'offline' || subject.statusMessage === shown.statusMessage);
  if (isSame) return { userId, next, shown: null, change: null };
  if (now - shown.at < quietMs) return { userId, next: shown.at + quietMs, shown: null, change: null };
  const { user: card, statusMessage, visibility, contactIds, blockIds } = subject;
  const lastSeenAt = new Date(Math.max(subject.lastSeenAt.getTime(), state.activityAt ?? 0)).toISOString();
  const change = { user: card, from: shown.status, to, statusMessage, lastSeenAt, visibility, contactIds, blockIds };
  return { userId, next, shown: { status: to, statusMessage, at: now }, change };
};
