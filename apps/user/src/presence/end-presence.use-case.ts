import { Injectable } from '@nestjs/common';
import { user, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { Signals } from '@parley/transport';
import { AudienceResolver } from './audience.resolver.js';
import { PresenceRecordRepository } from './presence-record.repository.js';
import { PresenceRepository } from './presence.repository.js';
import { lastSeenOf } from './sight.policy.js';

/** Somebody is gone for good: whoever saw them here is told, then nothing is known of them any more. */
@Injectable()
export class EndPresence {
  constructor(
    private readonly database: Database,
    private readonly records: PresenceRecordRepository,
    private readonly presences: PresenceRepository,
    private readonly audiences: AudienceResolver,
    private readonly signals: Signals,
  ) {}

  async execute(userId: UserId): Promise<void> {
    const [known, [subject]] = await Promise.all([this.presences.load([userId]), this.records.subjects(this.database, [userId])]);
    const here = known.get(userId);
    const from = here?.shown.status ?? 'offline';
    if (from !== 'offline' && subject !== undefined) {
      const { user: card, visibility, contactIds, blockIds } = subject;
      const gone = { user: card, from, to: 'offline', statusMessage: null, lastSeenAt: lastSeenOf(subject, here).toISOString() } as const;
      const changes = await this.audiences.complete([{ ...gone, visibility, contactIds, blockIds, onlyIds: null }]);
      this.signals.publish(user.presenceChanged, changes);
    }
    await this.presences.forget(userId);
  }
}
