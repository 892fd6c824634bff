import { Injectable } from '@nestjs/common';
import type { Id, user, UserId } from '@parley/contracts';
import type { ChainableCommander } from 'ioredis';
import type { PresenceState } from './presence.policy.js';
import { PresenceRedis } from './redis.client.js';

type GatewayId = Id<'gateway'>;

/** What the world was last told. */
export interface Shown {
  readonly status: user.PresenceStatus;
  readonly statusMessage: string | null;
  readonly at: number;
  /** Before whom; null before the first time. */
  readonly visibility: user.Visibility | null;
}

export interface KnownPresence {
  readonly state: PresenceState;
  readonly shown: Shown;
}

/** What nobody renews is forgotten; somebody who is here is renewed four times as often. */
const keepSeconds = 24 * 60 * 60;
/** A claim that is not settled in time (the replica died) is up again. */
const claimMs = 10_000;
/** How soon a replica sees what another has noted and not looked at itself. */
const lookEveryMs = 1_000;

/** Those that are due; of none, when the first will be. */
const claimDue = `
  local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
  for _, id in ipairs(ids) do redis.call('ZADD', KEYS[1], ARGV[3], id) end
  return { ids, #ids == 0 and redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] }`;
/** Whatever happened since the claim set another time, and stays. */
const settleClaim = `
  if redis.call('ZSCORE', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
  if ARGV[3] == '' then redis.call('ZREM', KEYS[1], ARGV[1]) else redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1]) end
  return 1`;

/** Whoever has been active since has come again. */
const endStay = `
  if tonumber(redis.call('HGET', KEYS[1], 'activity') or 0) > tonumber(ARGV[1]) then return 0 end
  return redis.call('HDEL', KEYS[1], 'rest')`;

const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

const toKnown = (hash: Readonly<Record<string, string>>): KnownPresence => ({
  state: {
    activityAt: numberOf(hash['activity']),
    goneAt: numberOf(hash['gone']),
    isResting: hash['rest'] !== undefined,
    leftAt: numberOf(hash['left']),
    isConnected: Object.keys(hash).some((field) => field.startsWith('at:')),
  },
  shown: {
    status: (hash['shown'] ?? 'offline') as user.PresenceStatus,
    statusMessage: hash['message'] ?? null,
    at: Number(hash['shownAt'] ?? 0),
    visibility: (hash['before'] ?? null) as user.Visibility | null,
  },
});

/**
 * Who is connected where, in Redis. A hash per user (a field `at:<gateway>` for each gateway with a socket of theirs), a
 * set of users and a lease per gateway, and one queue of users to look at, by time.
 */
@Injectable()
export class PresenceRepository {
  /** Until then nothing is due that this replica knows of; by the clock that never jumps. */
  private idleUntil = 0;

  constructor(private readonly redis: PresenceRedis) {}

  async load(userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, KnownPresence>> {
    if (userIds.length === 0) return new Map();
    const batch = this.redis.client.pipeline();
    for (const id of userIds) batch.hgetall(this.of(id));
    const rows = await this.run(batch);
    return new Map(userIds.map((id, index) => [id, toKnown((rows[index] ?? {}) as Record<string, string>)]));
  }

  async connect(gatewayId: GatewayId, userIds: readonly UserId[], now: number): Promise<void> {
    const there = `at:${gatewayId}`;
    await this.change(userIds, now, (batch, key, id) =>
      batch.sadd(this.redis.key(there), id).hset(key, there, 1, 'activity', now).hdel(key, 'gone', 'rest', 'left'),
    );
  }

  async disconnect(gatewayId: GatewayId, userIds: readonly UserId[], now: number): Promise<void> {
    const there = `at:${gatewayId}`;
    await this.change(userIds, now, (batch, key, id) => batch.hdel(key, there).hset(key, 'gone', now).srem(this.redis.key(there), id));
  }

  /** Notes when each was last active: `msAgo`, in their order, or now. */
  async touch(userIds: readonly UserId[], now: number, msAgo: readonly number[] = []): Promise<void> {
    const ago = new Map(userIds.map((id, index) => [this.of(id), msAgo[index] ?? 0]));
    await this.change(userIds, now, (batch, key) => batch.hset(key, 'activity', now - (ago.get(key) ?? 0)));
  }

  async rest(userId: UserId, now: number): Promise<void> {
    await this.change([userId], now, (batch, key) => batch.hset(key, 'activity', now, 'rest', 1));
  }

  /** Ends the stay of somebody who has been here over REST alone, unless he was active after `until`. */
  async endStay(userId: UserId, until: number, now: number): Promise<void> {
    await this.change([userId], now, (batch, key) => batch.eval(endStay, 1, key, until));
  }

  async leave(userId: UserId, now: number): Promise<void> {
    await this.change([userId], now, (batch, key) => batch.hdel(key, 'rest').hset(key, 'left', now));
  }

  /** Has a user looked at, whatever changed. */
  async mark(userId: UserId, now: number): Promise<void> {
    await this.change([userId], now, (batch) => batch);
  }

  /** Nothing is known of a user any more. */
  async forget(userId: UserId): Promise<void> {
    await this.run(this.redis.client.pipeline().del(this.of(userId)).zrem(this.redis.key('due'), userId));
  }

  /** Renews a gateway's lease; false when there was none. */
  async renewLease(gatewayId: GatewayId, now: number): Promise<boolean> {
    return (await this.redis.client.zadd(this.redis.key('gateways'), now, gatewayId)) === 0;
  }

  expiredLeases(before: number): Promise<GatewayId[]> {
    return this.redis.client.zrangebyscore(this.redis.key('gateways'), '-inf', before) as Promise<GatewayId[]>;
  }

  /** Takes some users off a gateway that is gone; none left ends its lease. */
  async orphans(gatewayId: GatewayId, limit: number): Promise<readonly UserId[]> {
    const ids = (await this.redis.client.spop(this.redis.key(`at:${gatewayId}`), limit)) as unknown as UserId[];
    if (ids.length === 0) await this.redis.client.zrem(this.redis.key('gateways'), gatewayId);
    return ids;
  }

  /** Users whose time has come, for this replica alone; `claim` goes back with `settle`. */
  async claim(now: number, limit: number): Promise<{ readonly userIds: readonly UserId[]; readonly claim: number }> {
    const claim = now + claimMs;
    if (performance.now() < this.idleUntil) return { userIds: [], claim };
    const reply = await this.redis.client.eval(claimDue, 1, this.redis.key('due'), now, limit, claim);
    const [userIds, first = null] = reply as [UserId[], (string | null)?];
    const restMs = first === null ? lookEveryMs : Math.min(Number(first) - now, lookEveryMs);
    this.idleUntil = userIds.length > 0 ? 0 : performance.now() + restMs;
    return { userIds, claim };
  }

  /** When each is to be looked at next (null: when something happens), and what was shown just now. */
  async settle(
    claim: number,
    looked: readonly { readonly userId: UserId; readonly next: number | null; readonly shown: Shown | null }[],
  ): Promise<void> {
    const batch = this.redis.client.pipeline();
    for (const { userId, next, shown } of looked) {
      batch.eval(settleClaim, 1, this.redis.key('due'), userId, claim, next ?? '');
      if (shown !== null) {
        batch.hset(this.of(userId), 'shown', shown.status, 'shownAt', shown.at, 'before', shown.visibility ?? 'everyone');
        if (shown.statusMessage === null) batch.hdel(this.of(userId), 'message');
        else batch.hset(this.of(userId), 'message', shown.statusMessage);
      }
      // Last: whoever was forgotten meanwhile is known again by what is noted here.
      batch.expire(this.of(userId), keepSeconds);
    }
    await this.run(batch);
  }

  /** In one go: a process that ends half way leaves nobody at a gateway that does not know of him. */
  private async change(
    userIds: readonly UserId[],
    now: number,
    change: (batch: ChainableCommander, key: string, userId: UserId) => unknown,
  ): Promise<void> {
    if (userIds.length === 0) return;
    const batch = this.redis.client.pipeline();
    for (const id of userIds) {
      change(batch, this.of(id), id);
      batch.expire(this.of(id), keepSeconds);
      batch.zadd(this.redis.key('due'), now, id);
    }
    await this.run(batch);
    this.idleUntil = 0;
  }

  private async run(batch: ChainableCommander): Promise<readonly unknown[]> {
    const replies = (await batch.exec()) ?? [];
    return replies.map(([error, reply]) => {
      if (error !== null) throw error;
      return reply;
    });
  }

  private of(userId: UserId): string {
    return this.redis.key(`user:${userId}`);
  }
}
