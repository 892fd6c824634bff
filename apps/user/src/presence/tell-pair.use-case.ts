import { Injectable } from '@nestjs/common';
import { user, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { Signals } from '@parley/transport';
import { AudienceResolver } from './audience.resolver.js';
import { PresenceRecordRepository } from './presence-record.repository.js';
import { PresenceRepository } from './presence.repository.js';
import { lastSeenOf, type ChangeOfPair } from './sight.policy.js';

/** What is new between two people may hide each from the other at once, or show him (C31, C33). */
@Injectable()
export class TellPair {
  constructor(
    private readonly database: Database,
    private readonly records: PresenceRecordRepository,
    private readonly presences: PresenceRepository,
    private readonly audiences: AudienceResolver,
    private readonly signals: Signals,
  ) {}

  async execute(ids: readonly UserId[], changeOf: ChangeOfPair): Promise<void> {
    const [known, subjects] = await Promise.all([this.presences.load(ids), this.records.subjects(this.database, ids)]);
    const changes = subjects.flatMap((subject) => {
      const listener = subjects.find(({ userId }) => userId !== subject.userId);
      const here = known.get(subject.userId);
      return listener === undefined ? [] : changeOf({ ...subject, lastSeenAt: lastSeenOf(subject, here) }, here?.shown.status ?? 'offline', listener);
    });
    if (changes.length > 0) this.signals.publish(user.presenceChanged, await this.audiences.complete(changes));
  }
}
