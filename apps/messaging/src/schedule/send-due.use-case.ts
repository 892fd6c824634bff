import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { AppendMessages } from '../message/append-messages.use-case.js';
import { ScheduleRepository } from './schedule.repository.js';

const everyMs = 1_000;
const batchSize = 50;

/**
 * Sends what is due. Claim, message and new state are one transaction: a replica that dies in it has sent nothing, and
 * another takes the message; none is sent twice.
 */
@Injectable()
export class SendDue {
  private readonly logger = new Logger(SendDue.name);
  private isRunning = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly schedule: ScheduleRepository,
    private readonly appendMessages: AppendMessages,
  ) {}

  @Interval(everyMs)
  async execute(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      while ((await this.sendBatch()) === batchSize);
    } catch (error) {
      this.logger.warn(`scheduled messages: ${(error as Error).message}; trying again`);
    } finally {
      this.isRunning = false;
    }
  }

  /** What can no longer be sent (its author left or is suspended, the room is gone, somebody blocks) is cancelled (A-CB-83, C81). */
  private sendBatch(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const due = await this.schedule.claimDue(tx, batchSize);
      if (due.length === 0) return 0;
      const allowed = due.filter(({ isAuthorSuspended }) => !isAuthorSuspended);
      const appended = await this.appendMessages.execute(
        tx,
        allowed.map((one) => ({ ...one, type: null, metadata: { [messaging.scheduledForKey]: one.scheduledFor.toISOString() }, clientKey: null })),
      );
      const sent = new Set(allowed.filter((_, index) => appended[index]?.verdict === 'NEW').map(({ id }) => id));
      await this.schedule.settle(tx, [...sent], 'sent');
      const refused = due.filter(({ id }) => !sent.has(id)).map(({ id }) => id);
      await this.schedule.settle(tx, refused, 'cancelled');
      return due.length;
    });
  }
}
