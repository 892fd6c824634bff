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

/** A bucket before RATE_LIMIT_SCALE. */
export interface RateBucket {
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Of a request: in its own bucket, and in the wider one around that; null when its own refused it. */
export interface NestedRateState {
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
    const bucket = this.scaled({ name, limit, windowSeconds });
    const [count] = await this.counted([bucket]);
    return stateOf(bucket, count);
  }

  /** Counts one request in its own bucket and in a wider one, in one trip. What its own refuses uses up nothing of what others share. */
  async takeWithin(own: RateBucket, wider: RateBucket): Promise<NestedRateState> {
    const [inner, outer] = [this.scaled(own), this.scaled(wider)];
    const [count, outerCount] = await this.counted([inner, outer]);
    return { own: stateOf(inner, count), overall: outerCount === undefined ? null : stateOf(outer, outerCount) };
  }

  /** Counts one message of somebody in a bucket of its dialect and in that over all dialects. */
  takeMessage(subject: string, name: string, limit: number, windowSeconds: number): Promise<NestedRateState> {
    return this.takeWithin({ name, limit, windowSeconds }, { name: `messages:${subject}`, ...messageCeiling });
  }

  private scaled({ name, limit, windowSeconds }: RateBucket): Bucket {
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
