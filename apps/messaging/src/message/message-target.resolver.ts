import { Injectable } from '@nestjs/common';
import { AppError, type ConversationId, type messaging, type MessageId, type UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { BlockMirrorRepository } from '../block-mirror/block-mirror.repository.js';
import { toCard, type ConversationRow } from '../conversation/conversation.entity.js';
import { pairOf, requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { MessageActRepository } from './message-act.repository.js';
import type { MessageRow } from './message.entity.js';
import { MessageRepository } from './message.repository.js';

/** A message somebody acts on, under the lock of its conversation. */
export interface MessageTarget {
  readonly row: MessageRow;
  readonly conversation: ConversationRow;
  readonly card: messaging.ConversationCard;
  readonly role: messaging.MemberRole;
}

const requireLive = (target: MessageTarget): MessageTarget => {
  if (target.row.deletedAt !== null) throw new AppError('MESSAGE_NOT_FOUND');
  return target;
};

/** Finds what an act is about, and holds it still until the act is done: acts on one conversation take turns. */
@Injectable()
export class MessageTargets {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly acts: MessageActRepository,
    private readonly blocks: BlockMirrorRepository,
  ) {}

  /** @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER, MESSAGE_NOT_FOUND (unknown, elsewhere, or hidden from the user) */
  async lock(tx: Tx, userId: UserId, messageId: MessageId, statedId: ConversationId | null): Promise<MessageTarget> {
    const target = await this.lockStored(tx, userId, messageId, statedId);
    if ((await this.acts.hiddenFrom(tx, userId, [messageId])).has(messageId)) throw new AppError('MESSAGE_NOT_FOUND');
    return target;
  }

  /** The same, of a message that is not deleted. @throws {AppError} as `lock` */
  async lockLive(tx: Tx, userId: UserId, messageId: MessageId, statedId: ConversationId | null): Promise<MessageTarget> {
    return requireLive(await this.lock(tx, userId, messageId, statedId));
  }

  /** The same, hidden from the user or not: others still see it. @throws {AppError} as `lock` */
  async lockForAll(tx: Tx, userId: UserId, messageId: MessageId, statedId: ConversationId | null): Promise<MessageTarget> {
    return requireLive(await this.lockStored(tx, userId, messageId, statedId));
  }

  private async lockStored(tx: Tx, userId: UserId, messageId: MessageId, statedId: ConversationId | null): Promise<MessageTarget> {
    const id = statedId ?? (await this.acts.conversationOf(tx, messageId));
    if (id === null) throw new AppError('MESSAGE_NOT_FOUND');
    await this.conversations.lock(tx, id);
    const { conversation, viewerRole: role } = requireMember(await this.conversations.forViewer(tx, userId, id));
    const [row] = await this.messages.byIds(tx, [messageId]);
    if (row === undefined || row.conversationId !== id) throw new AppError('MESSAGE_NOT_FOUND');
    return { row, conversation, card: toCard(conversation), role };
  }

  /** New words, reactions and pins in a direct conversation reach nobody who blocks or is blocked, in an old message either (C31). @throws {AppError} BLOCKED */
  async requireUnblocked(tx: Tx, { pair }: messaging.ConversationCard): Promise<void> {
    if (pair === null) return;
    if (await this.blocks.standsIn(tx, pairOf(pair[0].id, pair[1].id).key)) throw new AppError('BLOCKED');
  }
}
