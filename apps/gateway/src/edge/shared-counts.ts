import { Logger } from '@nestjs/common';
import { batchesOf } from '@parley/contracts';
import { Redis } from 'ioredis';

/** At most `points` in a window. */
export interface Bucket {
  readonly name: string;
  readonly points: number;
  readonly windowSeconds: number;
}

/** What stands in a bucket after a request. */
export interface Count {
  readonly consumed: number;
  readonly resetInMs: number;
}

/** How long one request waits for Redis, and for how long nobody does after one has waited in vain. */
const patienceMs = 500;
const silenceMs = 2_000;
/** Requests counted by one call: Redis serves nobody else meanwhile. */
const maxBatch = 500;

/**
 * KEYS: buckets. ARGV: of each its points, its window in ms, and 1 when it counts only what the bucket before it allowed.
 * Answers for each what is consumed and what is left of the window in ms; -1, -1 when nothing was counted.
 */
const countAll = `
  local told, isRefused = {}, false
  for i, key in ipairs(KEYS) do
    local points, window, follows = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), ARGV[3 * i] == '1'
    local consumed, left = -1, -1
    if not (follows and isRefused) then
      consumed = redis.call('INCR', key)
      left = redis.call('PTTL', key)
      if left < 0 then
        redis.call('PEXPIRE', key, window)
        left = window
      end
      isRefused = consumed > points
    end
    told[2 * i - 1], told[2 * i] = consumed, left
  end
  return told`;

interface Counting {
  countAll(keys: number, ...keysAndArguments: readonly (string | number)[]): Promise<readonly number[]>;
}

interface Waiting {
  readonly buckets: readonly Bucket[];
  readonly resolve: (counts: readonly Count[]) => void;
  readonly reject: (error: Error) => void;
}

/** Buckets in Redis, shared by all replicas. All requests of one turn of the event loop are counted by one call. */
export class SharedCounts {
  private readonly logger = new Logger(SharedCounts.name);
  private readonly redis: Redis & Counting;
  private waiting: Waiting[] = [];
  private silentUntil = 0;

  constructor(
    url: string,
    private readonly prefix: string,
  ) {
    const options = {
      maxRetriesPerRequest: 1,
      commandTimeout: patienceMs,
      enableOfflineQueue: false,
      retryStrategy: (times: number) => Math.min(100 * times, 2_000),
      scripts: { countAll: { lua: countAll } },
    };
    this.redis = new Redis(url, options) as Redis & Counting;
    this.redis.on('error', (error: Error) => this.logger.debug(`Redis: ${error.message}`));
  }

  /**
   * Counts one request in each bucket, up to and with the first that refuses it. An answer for each that counted.
   * @throws when Redis is away, or has failed somebody a moment ago
   */
  take(buckets: readonly Bucket[]): Promise<readonly Count[]> {
    if (this.redis.status !== 'ready' || performance.now() < this.silentUntil) return Promise.reject(new Error('Redis is away'));
    return new Promise((resolve, reject) => {
      if (this.waiting.push({ buckets, resolve, reject }) === 1) setImmediate(() => this.flush());
    });
  }

  disconnect(): void {
    this.redis.disconnect();
  }

  private flush(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const batch of batchesOf(waiting, maxBatch)) void this.count(batch);
  }

  private async count(batch: readonly Waiting[]): Promise<void> {
    const keys = batch.flatMap(({ buckets }) => buckets.map(({ name }) => `${this.prefix}:${name}`));
    const rules = batch.flatMap(({ buckets }) =>
      buckets.flatMap(({ points, windowSeconds }, index) => [points, windowSeconds * 1000, index === 0 ? 0 : 1]),
    );
    try {
      const told = await this.redis.countAll(keys.length, ...keys, ...rules);
      let at = 0;
      for (const { buckets, resolve } of batch) {
        resolve(countsIn(told.slice(at, at + 2 * buckets.length)));
        at += 2 * buckets.length;
      }
    } catch (error) {
      this.silentUntil = performance.now() + silenceMs;
      for (const { reject } of batch) reject(error as Error);
    }
  }
}

const countsIn = (told: readonly number[]): readonly Count[] => {
  const counts: Count[] = [];
  for (let at = 0; at < told.length; at += 2) {
    const [consumed = -1, resetInMs = -1] = told.slice(at, at + 2);
    if (consumed >= 0) counts.push({ consumed, resetInMs });
  }
  return counts;
};
