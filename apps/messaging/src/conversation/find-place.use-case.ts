import { Injectable } from '@nestjs/common';
import { AppError, type ConversationId, type messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { BlockMirrorRepository } from '../block-mirror/block-mirror.repository.js';
import { pairOf, requireMember } from './conversation.policy.js';
import { ConversationRepository } from './conversation.repository.js';
import { ConversationResolver } from './conversation.resolver.js';

/** Answers other services that ask where, and whether, somebody may post. */
@Injectable()
export class FindPlace {
  constructor(
    private readonly database: Database,
    private readonly resolver: ConversationResolver,
    private readonly conversations: ConversationRepository,
    private readonly blocks: BlockMirrorRepository,
  ) {}

  /** @throws {AppError} CONVERSATION_NOT_FOUND, USER_NOT_FOUND, SELF_TARGETED, NOT_A_MEMBER, BLOCKED */
  async execute({ origin, conversation: ref }: messaging.FindPlaceInput): Promise<{ readonly conversationId: ConversationId }> {
    const [id] = await this.resolver.findOrOpen([{ origin, ref }]);
    if (id === undefined || id instanceof AppError) throw id ?? new AppError('CONVERSATION_NOT_FOUND');
    const { conversation } = requireMember(await this.conversations.forViewer(this.database, origin.userId, id));
    const { pair } = conversation;
    if (pair !== null && (await this.blocks.standsIn(this.database, pairOf(pair[0].id, pair[1].id).key))) throw new AppError('BLOCKED');
    return { conversationId: id };
  }
}
