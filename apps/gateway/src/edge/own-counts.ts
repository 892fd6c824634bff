import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Bucket, Count } from './shared-counts.js';

/** Buckets of this replica alone, for while Redis is away. */
export class OwnCounts {
  private readonly limiters = new Map<string, RateLimiterMemory>();

  /** As `SharedCounts.take`. */
  async take(buckets: readonly Bucket[]): Promise<readonly Count[]> {
    const counts: Count[] = [];
    for (const bucket of buckets) {
      const { consumedPoints: consumed, msBeforeNext: resetInMs } = await this.consume(bucket);
      counts.push({ consumed, resetInMs });
      if (consumed > bucket.points) break;
    }
    return counts;
  }

  private consume({ name, points, windowSeconds }: Bucket): Promise<RateLimiterRes> {
    const key = `${points}/${windowSeconds}`;
    const limiter = this.limiters.get(key) ?? new RateLimiterMemory({ points, duration: windowSeconds });
    this.limiters.set(key, limiter);
    return limiter.consume(name).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
  }
}
