import { Injectable } from '@nestjs/common';
import { AppError, messaging, type UserId } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { toMessage } from '../message/message.entity.js';
import { MessageRepository } from '../message/message.repository.js';
import { MessageTargets } from '../message/message-target.resolver.js';
import { ChangeLog } from '../sync/change-log.repository.js';
import { requireEmoji } from './emoji.policy.js';
import { ReactionRepository } from './reaction.repository.js';

/** @throws {AppError} REACTION_LIMIT_REACHED */
const requireRoomFor = (emoji: string, own: readonly messaging.Reaction[], all: readonly messaging.Reaction[]): void => {
  if (own.some((one) => one.emoji === emoji)) return;
  if (own.length >= messaging.maxReactions) throw new AppError('REACTION_LIMIT_REACHED', { limit: messaging.maxReactions });
  if (all.length >= messaging.maxReactionsOfAll) throw new AppError('REACTION_LIMIT_REACHED', { limit: messaging.maxReactionsOfAll });
};

@Injectable()
export class ReactToMessage {
  constructor(
    private readonly transactions: Transactions,
    private readonly targets: MessageTargets,
    private readonly reactions: ReactionRepository,
    private readonly messages: MessageRepository,
    private readonly log: ChangeLog,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ origin, messageId, conversationId, replacesOthers, emoji: given }: messaging.ReactInput): Promise<messaging.Reacted> {
    const emoji = requireEmoji(given);
    return this.transactions.run(async (tx) => {
      const { row, card } = await this.targets.lockLive(tx, origin.userId, messageId, conversationId ?? null);
      await this.targets.requireUnblocked(tx, card);
      const own = row.reactions.filter((one) => one.user.id === origin.userId);
      if (!replacesOthers || own.length === 0) requireRoomFor(emoji, own, row.reactions);
      const replaced = replacesOthers ? own.filter((one) => one.emoji !== emoji) : [];
      if (replaced.length > 0) await this.reactions.removeOthers(tx, messageId, origin.userId, emoji);
      const isNew = await this.reactions.add(tx, messageId, origin.userId, emoji);
      const reacted = await this.read(tx, messageId, origin.userId, emoji);
      if (isNew || replaced.length > 0)
        await this.log.recordMessage(tx, messaging.reactionAdded, { ...reacted, conversation: card, replaced }, origin);
      return reacted;
    });
  }

  private async read(tx: Tx, messageId: messaging.Message['id'], userId: UserId, emoji: string): Promise<messaging.Reacted> {
    const [message] = (await this.messages.byIds(tx, [messageId])).map(toMessage);
    const reaction = message?.reactions.find((one) => one.user.id === userId && one.emoji === emoji);
    if (message === undefined || reaction === undefined) throw new Error(`the reaction to ${messageId} was not stored`);
    return { message, reaction };
  }
}
