import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging, user, UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { BlockMirrorRepository } from '../block-mirror/block-mirror.repository.js';
import { toCard } from '../conversation/conversation.entity.js';
import { pairOf, requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';
import { UserResolver } from '../user-mirror/user.resolver.js';

interface Typist {
  readonly conversation: messaging.ConversationCard;
  readonly user: user.UserCard;
}

interface TypistToward {
  readonly recipient: user.UserCard;
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
    private readonly people: UserResolver,
  ) {}

  /** Null while one of a direct conversation blocks the other (C31). @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER */
  async inConversation(userId: UserId, id: ConversationId): Promise<Typist | null> {
    const { conversation } = requireMember(await this.conversations.forViewer(this.database, userId, id));
    if (conversation.pair !== null && (await this.isBlocked(conversation.pair[0].id, conversation.pair[1].id))) return null;
    const user = await this.users.card(this.database, userId);
    return user === null ? null : { conversation: toCard(conversation), user };
  }

  /** Whose typing the others were told of, and may be without him since. */
  async whoTyped(userId: UserId, id: ConversationId): Promise<Typist | null> {
    const conversation = (await this.conversations.cards(this.database, [id])).get(id);
    const user = await this.users.card(this.database, userId);
    return user === null || conversation === undefined ? null : { conversation, user };
  }

  /** Towards somebody one has no conversation with; null while one blocks the other, unless this ends what was told. */
  async toward(userId: UserId, ref: user.UserRef, isEndOfTold: boolean): Promise<TypistToward | null> {
    const [otherId = null] = await this.people.resolve([ref]);
    if (otherId === null || (!isEndOfTold && (await this.isBlocked(userId, otherId)))) return null;
    const [user, recipient] = await Promise.all([this.users.card(this.database, userId), this.users.card(this.database, otherId)]);
    return user === null || recipient === null ? null : { recipient, user };
  }

  private async isBlocked(one: UserId, other: UserId): Promise<boolean> {
    const { key } = pairOf(one, other);
    return this.blocks.standsIn(this.database, key);
  }
}
