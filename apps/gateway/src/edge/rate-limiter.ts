import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import { GatewayConfig } from '../gateway.config.js';
import { OwnCounts } from './own-counts.js';
import { messageCeiling } from './rate-rule.js';
import { SharedCounts, type Bucket, type Count } from './shared-counts.js';

/** A limit that no client reaches is not counted. */
const unreachable = 10_000_000;

/** What is left of a bucket after a request. */
export interface RateState {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetInMs: number;
}

/** Of a message: in its dialect, and over all of them; null when its dialect refused it. */
export interface MessageRateState {
  readonly own: RateState;
  readonly overall: RateState | null;
}

/** @throws {AppError} RATE_LIMITED with details.retryAfterSeconds */
export const requireAllowed = (state: RateState | null): void => {
  if (state?.isAllowed === false) throw new AppError('RATE_LIMITED', { retryAfterSeconds: Math.max(1, Math.ceil(state.resetInMs / 1000)) });
};

/**
 * Limits shared by all replicas. While Redis is away, or silent, each replica counts on its own: limits never fall open,
 * and requests do not pay for it. RATE_LIMIT_SCALE multiplies every limit.
 */
@Injectable()
export class RateLimiter implements OnApplicationShutdown {
  private readonly shared: SharedCounts;
  private readonly own = new OwnCounts();

  constructor(private readonly config: GatewayConfig) {
    this.shared = new SharedCounts(config.REDIS_URL, `${config.ROOMS_PREFIX}rate`);
  }

  onApplicationShutdown(): void {
    this.shared.disconnect();
  }

  /** Counts one request in a bucket of `limit` per window. */
  async take(name: string, limit: number, windowSeconds: number): Promise<RateState> {
    const bucket = this.bucketOf(name, limit, windowSeconds);
    const [count] = await this.counted([bucket]);
    return stateOf(bucket, count);
  }

  /**
   * Counts one message of somebody in a bucket of its dialect and in that over all dialects, in one trip. What its dialect
   * refuses uses up nothing of the others.
   */
  async takeMessage(subject: string, name: string, limit: number, windowSeconds: number): Promise<MessageRateState> {
    const ofDialect = this.bucketOf(name, limit, windowSeconds);
    const ofAll = this.bucketOf(`messages:${subject}`, messageCeiling.limit, messageCeiling.windowSeconds);
    const [own, overall] = await this.counted([ofDialect, ofAll]);
    return { own: stateOf(ofDialect, own), overall: overall === undefined ? null : stateOf(ofAll, overall) };
  }

  private bucketOf(name: string, limit: number, windowSeconds: number): Bucket {
    return { name, points: Math.max(1, Math.floor(limit * this.config.RATE_LIMIT_SCALE)), windowSeconds };
  }

  private async counted(buckets: readonly Bucket[]): Promise<readonly Count[]> {
    if (buckets.every(({ points }) => points >= unreachable))
      return buckets.map(({ windowSeconds }) => ({ consumed: 0, resetInMs: windowSeconds * 1000 }));
    return this.shared.take(buckets).catch(() => this.own.take(buckets));
  }
}

const stateOf = ({ points, windowSeconds }: Bucket, count: Count = { consumed: 0, resetInMs: windowSeconds * 1000 }): RateState => ({
  isAllowed: count.consumed <= points,
  limit: points,
  remaining: Math.max(0, points - count.consumed),
  resetInMs: count.resetInMs,
});
