import { Injectable } from '@nestjs/common';
import { AppError, type AnyId, type messaging, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { ConversationResolver } from '../conversation/conversation.resolver.js';
import { UserResolver } from '../user-mirror/user.resolver.js';

/** What a preference is about: a room of the viewer's, or the other user of a direct conversation, opened or not. */
@Injectable()
export class PreferenceTargetResolver {
  constructor(
    private readonly database: Database,
    private readonly users: UserResolver,
    private readonly resolver: ConversationResolver,
    private readonly conversations: ConversationRepository,
  ) {}

  /** @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER, USER_NOT_FOUND, SELF_TARGETED */
  async find(viewerId: UserId, ref: messaging.ConversationRef): Promise<AnyId> {
    if (ref.directWith !== undefined) return this.otherOf(viewerId, ref.directWith);
    const id = await this.resolver.find(viewerId, ref);
    const found = id === null ? null : await this.conversations.forViewer(this.database, viewerId, id);
    const { conversation } = requireMember(found);
    return conversation.pair?.find((person) => person.id !== viewerId)?.id ?? conversation.id;
  }

  private async otherOf(viewerId: UserId, ref: NonNullable<messaging.ConversationRef['directWith']>): Promise<UserId> {
    const [id] = await this.users.resolve([ref]);
    if (id === undefined || id === null || !(await this.users.exists(id))) throw new AppError('USER_NOT_FOUND');
    if (id === viewerId) throw new AppError('SELF_TARGETED');
    return id;
  }
}
