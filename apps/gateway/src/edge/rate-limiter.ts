import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { GatewayConfig } from '../gateway.config.js';
import { messageCeiling } from './rate-rule.js';

/** A limit that no client reaches is not counted. */
const unreachable = 10_000_000;
/** How long one request waits for Redis, and for how long after that nobody does. */
const patienceMs = 500;
const silenceMs = 2_000;

/** What is left of a bucket after a request. */
export interface RateState {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetInMs: number;
}

/** Of a message: in its dialect, and over all of them. */
export interface MessageRateState {
  readonly own: RateState;
  readonly overall: RateState;
}

/** @throws {AppError} RATE_LIMITED with details.retryAfterSeconds */
export const requireAllowed = ({ isAllowed, resetInMs }: RateState): void => {
  if (!isAllowed) throw new AppError('RATE_LIMITED', { retryAfterSeconds: Math.max(1, Math.ceil(resetInMs / 1000)) });
};

/**
 * Buckets in Redis, shared by all replicas. While Redis is away, or silent, each replica counts on its own: limits never
 * fall open, and requests do not pay for it. RATE_LIMIT_SCALE multiplies every limit.
 */
@Injectable()
export class RateLimiter implements OnApplicationShutdown {
  private readonly logger = new Logger(RateLimiter.name);
  private readonly redis: Redis;
  private readonly limiters = new Map<string, { readonly shared: RateLimiterRedis; readonly own: RateLimiterMemory }>();
  private silentUntil = 0;

  constructor(private readonly config: GatewayConfig) {
    this.redis = new Redis(config.REDIS_URL, {
      maxRetriesPerRequest: 1,
      commandTimeout: patienceMs,
      enableOfflineQueue: false,
      enableAutoPipelining: true,
      retryStrategy: (times) => Math.min(100 * times, 2_000),
    });
    this.redis.on('error', (error: Error) => this.logger.debug(`Redis: ${error.message}`));
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  /** Counts one request in a bucket of `limit` per window. */
  async take(bucket: string, limit: number, windowSeconds: number): Promise<RateState> {
    const points = this.pointsOf(limit);
    if (points >= unreachable) return { isAllowed: true, limit: points, remaining: points, resetInMs: windowSeconds * 1000 };
    const state = await this.consume(bucket, points, windowSeconds);
    return {
      isAllowed: state.consumedPoints <= points,
      limit: points,
      remaining: Math.max(0, points - state.consumedPoints),
      resetInMs: state.msBeforeNext,
    };
  }

  /**
   * Counts one message of somebody in a bucket of its dialect and in that over all dialects, in one trip. What its dialect
   * refuses uses up nothing of the others.
   */
  async takeMessage(subject: string, bucket: string, limit: number, windowSeconds: number): Promise<MessageRateState> {
    const shared = `messages:${subject}`;
    const [own, overall] = await Promise.all([
      this.take(bucket, limit, windowSeconds),
      this.take(shared, messageCeiling.limit, messageCeiling.windowSeconds),
    ]);
    if (!own.isAllowed) await this.giveBack(shared, messageCeiling.limit, messageCeiling.windowSeconds);
    return { own, overall };
  }

  private async giveBack(bucket: string, limit: number, windowSeconds: number): Promise<void> {
    const points = this.pointsOf(limit);
    if (points >= unreachable) return;
    const { shared, own } = this.limiterOf(points, windowSeconds);
    await (performance.now() < this.silentUntil ? own : shared)
      .reward(bucket)
      .catch((error: Error) => this.logger.debug(`not given back: ${error.message}`));
  }

  private pointsOf(limit: number): number {
    return Math.max(1, Math.floor(limit * this.config.RATE_LIMIT_SCALE));
  }

  private async consume(bucket: string, points: number, duration: number): Promise<RateLimiterRes> {
    const { shared, own } = this.limiterOf(points, duration);
    const begun = performance.now();
    try {
      return await (begun < this.silentUntil ? own.consume(bucket) : shared.consume(bucket));
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    } finally {
      const now = performance.now();
      if (now - begun >= patienceMs) this.silentUntil = now + silenceMs;
    }
  }

  private limiterOf(points: number, duration: number): { readonly shared: RateLimiterRedis; readonly own: RateLimiterMemory } {
    const key = `${points}/${duration}`;
    const known = this.limiters.get(key);
    if (known !== undefined) return known;
    const own = new RateLimiterMemory({ points, duration });
    const shared = new RateLimiterRedis({
      storeClient: this.redis,
      keyPrefix: `${this.config.ROOMS_PREFIX}rate`,
      points,
      duration,
      rejectIfRedisNotReady: true,
      insuranceLimiter: own,
    });
    const made = { shared, own };
    this.limiters.set(key, made);
    return made;
  }
}
