import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { checkBody } from '../message/message.policy.js';
import { RequireSendable } from './require-sendable.use-case.js';
import { ScheduleRepository } from './schedule.repository.js';

@Injectable()
export class EditScheduled {
  constructor(
    private readonly transactions: Transactions,
    private readonly conversations: ConversationRepository,
    private readonly schedule: ScheduleRepository,
    private readonly sendable: RequireSendable,
  ) {}

  /** @throws {AppError} see the contract */
  execute({ origin, conversationId, messageId, body }: messaging.EditScheduledInput): Promise<messaging.ScheduledMessage> {
    return this.transactions.run(async (tx) => {
      requireMember(await this.conversations.forViewer(tx, origin.userId, conversationId));
      const waiting = await this.schedule.lock(tx, origin.userId, messageId);
      if (waiting === null || waiting.conversationId !== conversationId) throw new AppError('MESSAGE_NOT_FOUND');
      if (waiting.status !== 'pending') throw new AppError('SCHEDULE_NOT_PENDING');
      const checked = checkBody(body, waiting.attachments.length > 0);
      await this.sendable.execute(tx, { ...waiting, origin, body: checked });
      await this.schedule.revise(tx, messageId, checked);
      return { ...waiting, body: checked };
    });
  }
}
