import { Injectable } from '@nestjs/common';
import { user } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { Signals } from '@parley/transport';
import { AudienceResolver } from './audience.resolver.js';
import { PresenceRecordRepository } from './presence-record.repository.js';
import { PresenceRepository } from './presence.repository.js';
import { changeOfBlock } from './sight.policy.js';

/** A block hides each of the two from the other at once; lifted, it shows them again (C31, C33). */
@Injectable()
export class TellBlock {
  constructor(
    private readonly database: Database,
    private readonly records: PresenceRecordRepository,
    private readonly presences: PresenceRepository,
    private readonly audiences: AudienceResolver,
    private readonly signals: Signals,
  ) {}

  async execute({ blocker, blocked }: user.BlockChange, isStanding: boolean): Promise<void> {
    const ids = [blocker.id, blocked.id];
    const [known, subjects] = await Promise.all([this.presences.load(ids), this.records.subjects(this.database, ids)]);
    const changes = subjects.flatMap((subject) => {
      const listener = subjects.find(({ userId }) => userId !== subject.userId);
      const status = known.get(subject.userId)?.shown.status ?? 'offline';
      return listener === undefined ? [] : changeOfBlock(subject, status, listener, isStanding);
    });
    if (changes.length > 0) this.signals.publish(user.presenceChanged, await this.audiences.complete(changes));
  }
}
