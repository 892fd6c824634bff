import { Injectable } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { toMessage } from '../message/message.entity.js';
import { MessageRepository } from '../message/message.repository.js';
import { MessageTargets } from '../message/message-target.resolver.js';
import { ChangeLog } from '../sync/change-log.repository.js';
import { requireEmoji } from './emoji.policy.js';
import { ReactionRepository } from './reaction.repository.js';

@Injectable()
export class RemoveReactions {
  constructor(
    private readonly transactions: Transactions,
    private readonly targets: MessageTargets,
    private readonly reactions: ReactionRepository,
    private readonly messages: MessageRepository,
    private readonly log: ChangeLog,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ origin, messageId, conversationId, emoji: given }: messaging.RemoveReactionsInput): Promise<messaging.Message> {
    const emoji = given === null || given === undefined ? null : requireEmoji(given);
    return this.transactions.run(async (tx) => {
      const { row, card } = await this.targets.lockLive(tx, origin.userId, messageId, conversationId ?? null);
      const count = await this.reactions.remove(tx, messageId, origin.userId, emoji);
      if (count === 0) throw new AppError('REACTION_NOT_FOUND');
      const removed = row.reactions.filter(({ user, emoji: one }) => user.id === origin.userId && (emoji === null || one === emoji));
      const [message] = (await this.messages.byIds(tx, [messageId])).map(toMessage);
      if (message === undefined) throw new Error(`no message ${messageId}`);
      await this.log.recordMessage(tx, messaging.reactionRemoved, { message, conversation: card, removed }, origin);
      return message;
    });
  }
}
