import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging, user, UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { BlockMirrorRepository } from '../block-mirror/block-mirror.repository.js';
import { toCard } from '../conversation/conversation.entity.js';
import { pairOf, requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';

interface Typist {
  readonly conversation: messaging.ConversationCard;
  readonly user: user.UserCard;
}

/** Who types where, for those who may see it. */
@Injectable()
export class FindTypist {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationRepository,
    private readonly blocks: BlockMirrorRepository,
    private readonly users: UserMirrorRepository,
  ) {}

  /** Null while one of a direct conversation blocks the other (C31). @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER */
  async execute(userId: UserId, id: ConversationId): Promise<Typist | null> {
    const { conversation } = requireMember(await this.conversations.forViewer(this.database, userId, id));
    if (conversation.pair !== null && (await this.isBlocked(conversation.pair))) return null;
    const user = await this.users.card(this.database, userId);
    return user === null ? null : { conversation: toCard(conversation), user };
  }

  private async isBlocked([one, other]: readonly [user.UserCard, user.UserCard]): Promise<boolean> {
    const { key } = pairOf(one.id, other.id);
    return (await this.blocks.standing(this.database, [key])).has(key);
  }
}
