import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { RelinkMessage } from '../link/relink-message.use-case.js';
import { requireEditable } from './message-act.policy.js';
import { MessageActRepository } from './message-act.repository.js';
import { MessageTargets } from './message-target.resolver.js';
import { checkBody } from './message.policy.js';
import { TellUpdate } from './tell-update.use-case.js';

@Injectable()
export class EditMessage {
  constructor(
    private readonly transactions: Transactions,
    private readonly targets: MessageTargets,
    private readonly acts: MessageActRepository,
    private readonly relink: RelinkMessage,
    private readonly update: TellUpdate,
  ) {}

  /** @throws {AppError} see the contract */
  execute({ origin, messageId, conversationId, body: given }: messaging.EditMessageInput): Promise<messaging.Message> {
    return this.transactions.run(async (tx) => {
      const { row, conversation, card } = await this.targets.lockLive(tx, origin.userId, messageId, conversationId ?? null);
      requireEditable(row, origin, Date.now());
      await this.targets.requireUnblocked(tx, card);
      const body = checkBody(given, row.attachments.length > 0);
      if (body.kind === 'plain' && conversation.isEncryptionRequired) throw new AppError('ENCRYPTION_REQUIRED');
      await this.acts.revise(tx, messageId, body);
      await this.relink.execute(tx, row, body);
      return this.update.execute(tx, messageId, card, 'edited', origin);
    });
  }
}
