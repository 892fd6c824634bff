import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Dialect, UserId } from '@parley/contracts';
import { Redis } from 'ioredis';
import { GatewayConfig } from '../gateway.config.js';

/** A place that nobody renews is free again after this: so long the sockets of a killed replica count on. */
const leaseMs = 15_000;
const renewMs = 5_000;

/** Places of one user: a sorted set, socket → end of its lease on Redis's clock. KEYS: set. ARGV: socket, most, leaseMs. */
const takePlace = `
  local clock = redis.call('TIME')
  local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
  local isNew = not redis.call('ZSCORE', KEYS[1], ARGV[1])
  if isNew and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
  redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 1`;

interface Place {
  readonly key: string;
  readonly most: number;
}

/**
 * How many sockets a user has open in a dialect, counted over all replicas (C14). Places are leases in Redis, so those of a
 * dead replica free themselves; while Redis is away each replica counts its own.
 */
@Injectable()
export class ConnectionQuota implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ConnectionQuota.name);
  private readonly redis: Redis;
  private readonly places = new Map<string, Place>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly config: GatewayConfig) {
    this.redis = new Redis(config.REDIS_URL, {
      maxRetriesPerRequest: 1,
      commandTimeout: 500,
      enableAutoPipelining: true,
      retryStrategy: (times) => Math.min(100 * times, 2_000),
    });
    this.redis.on('error', (error: Error) => this.logger.debug(`Redis: ${error.message}`));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.renew(), renewMs);
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.redis.disconnect();
  }

  /** Takes one of `most` places for a socket; false when there is none. */
  async take(dialect: Dialect, userId: UserId, socketId: string, most: number): Promise<boolean> {
    const place = { key: `${this.config.ROOMS_PREFIX}sockets:${dialect}:${userId}`, most };
    // Noted before the answer: a socket that closes meanwhile is released after, not before.
    this.places.set(socketId, place);
    const isTaken = await this.lease(socketId, place).catch(() => this.ownCount(place.key) <= most);
    if (!isTaken) this.places.delete(socketId);
    return isTaken;
  }

  /** Frees the place of a socket, if it has one. */
  release(socketId: string): void {
    const place = this.places.get(socketId);
    if (place === undefined) return;
    this.places.delete(socketId);
    this.redis.zrem(place.key, socketId).catch(() => {});
  }

  private async lease(socketId: string, { key, most }: Place): Promise<boolean> {
    return (await this.redis.eval(takePlace, 1, key, socketId, most, leaseMs)) === 1;
  }

  private renew(): void {
    for (const [socketId, place] of this.places) this.lease(socketId, place).catch(() => {});
  }

  private ownCount(key: string): number {
    return [...this.places.values()].filter((place) => place.key === key).length;
  }
}
