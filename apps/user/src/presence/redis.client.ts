import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { tellOutages } from '@parley/runtime';
import { Redis } from 'ioredis';
import { UserConfig } from '../user.config.js';

/** The service's connection to Redis, which may be away: commands then fail at once, and nobody waits for them. */
@Injectable()
export class PresenceRedis implements OnApplicationShutdown {
  readonly client: Redis;
  private readonly prefix: string;

  constructor(config: UserConfig) {
    // Fleets that share a NATS server by prefixes may share a Redis, too.
    this.prefix = `${config.NATS_PREFIX}presence:`;
    this.client = new Redis(config.REDIS_URL, {
      maxRetriesPerRequest: 1,
      commandTimeout: 1_000,
      retryStrategy: (times) => Math.min(100 * times, 2_000),
    });
    tellOutages(this.client, 'Redis', new Logger(PresenceRedis.name));
  }

  key(name: string): string {
    return this.prefix + name;
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }
}
