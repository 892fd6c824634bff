import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { ReleaseFiles } from '../message/release-files.use-case.js';
import { ScheduleRepository } from './schedule.repository.js';

@Injectable()
export class CancelScheduled {
  constructor(
    private readonly transactions: Transactions,
    private readonly schedule: ScheduleRepository,
    private readonly releaseFiles: ReleaseFiles,
  ) {}

  /** @throws {AppError} MESSAGE_NOT_FOUND, SCHEDULE_NOT_PENDING */
  async execute({ origin, messageId }: messaging.CancelScheduledInput): Promise<null> {
    const cancelled = await this.transactions.run((tx) => this.schedule.cancel(tx, origin.userId, messageId));
    if (cancelled === null) throw new AppError('MESSAGE_NOT_FOUND');
    if (cancelled === 'late') throw new AppError('SCHEDULE_NOT_PENDING');
    await this.releaseFiles.execute([cancelled]);
    return null;
  }
}
