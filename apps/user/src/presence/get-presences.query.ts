import { Injectable, Logger } from '@nestjs/common';
import type { user, UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { statusOf } from './presence.policy.js';
import { PresenceRecordRepository } from './presence-record.repository.js';
import { PresenceRepository, type KnownPresence } from './presence.repository.js';
import { lastSeenOf } from './sight.policy.js';

/** How people look to one viewer: one statement and one round trip to Redis, however many they are. */
@Injectable()
export class GetPresences {
  private readonly logger = new Logger(GetPresences.name);

  constructor(
    private readonly database: Database,
    private readonly records: PresenceRecordRepository,
    private readonly presences: PresenceRepository,
  ) {}

  async execute({ viewerId, userIds }: user.GetPresencesInput): Promise<readonly user.Presence[]> {
    const [records, known] = await Promise.all([this.records.seenBy(this.database, viewerId, userIds), this.known(userIds)]);
    const now = Date.now();
    return records.map(({ isSeen, ...record }) => {
      const { userId, explicit, statusMessage } = record;
      const here = isSeen ? known.get(userId) : undefined;
      const status = here === undefined ? 'offline' : statusOf(here.state, explicit, now);
      return { userId, status, statusMessage, lastSeenAt: isSeen ? lastSeenOf(record, here).toISOString() : null };
    });
  }

  /** Nobody, while Redis is away: presence is no reason to refuse what is asked with it. */
  private async known(userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, KnownPresence>> {
    try {
      return await this.presences.load(userIds);
    } catch (error) {
      this.logger.warn(`presence is unknown: ${(error as Error).message}`);
      return new Map();
    }
  }
}
