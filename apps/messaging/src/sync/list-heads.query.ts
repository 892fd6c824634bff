import { Injectable } from '@nestjs/common';
import type { messaging, UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { ChangeLog } from './change-log.repository.js';

/** Where the conversations of many users stand, as Postgres has it. */
@Injectable()
export class ListHeads {
  constructor(
    private readonly database: Database,
    private readonly log: ChangeLog,
  ) {}

  async execute({ userIds }: messaging.ListHeadsInput): Promise<readonly messaging.UserHeads[]> {
    const headsOf = new Map<UserId, messaging.Head[]>();
    for (const { userId, ...head } of await this.log.heads(this.database, userIds)) {
      const known = headsOf.get(userId);
      if (known === undefined) headsOf.set(userId, [head]);
      else known.push(head);
    }
    return [...headsOf].map(([userId, heads]) => ({ userId, heads }));
  }
}
