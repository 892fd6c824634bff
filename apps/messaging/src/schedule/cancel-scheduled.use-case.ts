import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { ScheduleRepository } from './schedule.repository.js';

@Injectable()
export class CancelScheduled {
  constructor(
    private readonly transactions: Transactions,
    private readonly schedule: ScheduleRepository,
  ) {}

  /** @throws {AppError} MESSAGE_NOT_FOUND, SCHEDULE_NOT_PENDING */
  async execute({ origin, messageId }: messaging.CancelScheduledInput): Promise<null> {
    const outcome = await this.transactions.run((tx) => this.schedule.cancel(tx, origin.userId, messageId));
    if (outcome === null) throw new AppError('MESSAGE_NOT_FOUND');
    if (outcome === 'late') throw new AppError('SCHEDULE_NOT_PENDING');
    return null;
  }
}
