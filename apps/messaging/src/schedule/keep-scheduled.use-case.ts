import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { RequireSendable } from './require-sendable.use-case.js';
import { ScheduleRepository, type NewScheduled } from './schedule.repository.js';

/** Stores a message for later, if it could be sent now; of one client key the first. */
@Injectable()
export class KeepScheduled {
  constructor(
    private readonly transactions: Transactions,
    private readonly schedule: ScheduleRepository,
    private readonly sendable: RequireSendable,
  ) {}

  /** @throws {AppError} as a send of the same message */
  execute(draft: NewScheduled): Promise<messaging.ScheduledMessage> {
    return this.transactions.run(async (tx) => {
      const scheduled = await this.schedule.insertOnce(tx, draft);
      if (scheduled === null) throw new AppError('NOT_A_MEMBER');
      if (scheduled.id === draft.id) await this.sendable.execute(tx, draft);
      return scheduled;
    });
  }
}
