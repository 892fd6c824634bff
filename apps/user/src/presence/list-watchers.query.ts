import { Injectable } from '@nestjs/common';
import type { user } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { PresenceRecordRepository, type PresenceSubject } from './presence-record.repository.js';

/** Before whom somebody is there. */
@Injectable()
export class ListWatchers {
  constructor(
    private readonly database: Database,
    private readonly records: PresenceRecordRepository,
  ) {}

  async execute({ userId }: user.UserPresenceInput): Promise<user.Watchers> {
    const [subject] = await this.records.subjects(this.database, [userId]);
    return { onlyIds: onlyIdsOf(subject), exceptIds: subject?.blockIds ?? [] };
  }
}

const onlyIdsOf = (subject: PresenceSubject | undefined): user.Watchers['onlyIds'] => {
  if (subject === undefined || subject.isGone || subject.explicit === 'offline' || subject.visibility === 'nobody') return [];
  return subject.visibility === 'contacts' ? subject.contactIds : null;
};
