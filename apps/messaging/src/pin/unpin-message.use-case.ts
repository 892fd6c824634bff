import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { requirePinner } from '../message/message-act.policy.js';
import { MessageTargets } from '../message/message-target.resolver.js';
import { PinRepository } from './pin.repository.js';
import { TellPin } from './tell-pin.use-case.js';

@Injectable()
export class UnpinMessage {
  constructor(
    private readonly transactions: Transactions,
    private readonly targets: MessageTargets,
    private readonly pins: PinRepository,
    private readonly told: TellPin,
  ) {}

  /** @throws {AppError} see the contract */
  execute({ origin, messageId, conversationId }: messaging.MessageActInput): Promise<null> {
    return this.transactions.run(async (tx) => {
      const target = await this.targets.lockLive(tx, origin.userId, messageId, conversationId ?? null);
      requirePinner({ conversation: target.card, role: target.role });
      await this.targets.requireUnblocked(tx, target.card);
      if (!(await this.pins.remove(tx, target.card.id, messageId))) throw new AppError('MESSAGE_NOT_FOUND');
      await this.told.execute(tx, target, 'unpinned', origin);
      return null;
    });
  }
}
