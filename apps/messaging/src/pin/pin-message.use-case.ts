import { Injectable } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { requirePinner } from '../message/message-act.policy.js';
import { MessageTargets } from '../message/message-target.resolver.js';
import { PinRepository } from './pin.repository.js';
import { TellPin } from './tell-pin.use-case.js';

/** Puts a message among the pinned. Acts on one conversation take turns, so the eleventh pin is refused however many come at once. */
@Injectable()
export class PinMessage {
  constructor(
    private readonly transactions: Transactions,
    private readonly targets: MessageTargets,
    private readonly pins: PinRepository,
    private readonly told: TellPin,
  ) {}

  /** Pinning again changes and tells nothing. @throws {AppError} see the contract */
  execute({ origin, messageId, conversationId }: messaging.MessageActInput): Promise<null> {
    return this.transactions.run(async (tx) => {
      const target = await this.targets.lockLive(tx, origin.userId, messageId, conversationId ?? null);
      requirePinner({ conversation: target.card, role: target.role });
      await this.targets.requireUnblocked(tx, target.card);
      if (target.row.isPinned) return null;
      if ((await this.pins.count(tx, target.card.id)) >= messaging.maxPins) throw new AppError('PIN_LIMIT_REACHED', { limit: messaging.maxPins });
      await this.pins.add(tx, target.card.id, messageId, origin.userId);
      await this.told.execute(tx, target, 'pinned', origin);
      return null;
    });
  }
}
