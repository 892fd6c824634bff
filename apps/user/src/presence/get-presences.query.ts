import { Injectable, Logger } from '@nestjs/common';
import type { user, UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { statusOf } from './presence.policy.js';
import { PresenceRecordRepository } from './presence-record.repository.js';
import { PresenceRepository, type KnownPresence } from './presence.repository.js';
import { seenIn } from './sight.policy.js';

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
    return records.map(({ userId, explicit, statusMessage, lastSeenAt, isSeen }) => {
      const here = isSeen ? known.get(userId) : undefined;
      const status = here === undefined ? 'offline' : statusOf(here.state, explicit, now);
      const seenAt = here === undefined ? null : seenIn(here, explicit);
      const latest = new Date(Math.max(lastSeenAt.getTime(), seenAt ?? 0)).toISOString();
      return { userId, status, statusMessage, lastSeenAt: isSeen ? latest : null };
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
