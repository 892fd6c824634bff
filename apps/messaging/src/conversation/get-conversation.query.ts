import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { toConversation } from './conversation.entity.js';
import { requireVisible } from './conversation.policy.js';
import { ConversationRepository } from './conversation.repository.js';
import { ConversationResolver } from './conversation.resolver.js';
import { MemberRepository } from './member.repository.js';

/** One conversation and everybody in it. */
@Injectable()
export class GetConversation {
  constructor(
    private readonly database: Database,
    private readonly resolver: ConversationResolver,
    private readonly conversations: ConversationRepository,
    private readonly members: MemberRepository,
  ) {}

  /** @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER, USER_NOT_FOUND, SELF_TARGETED */
  async execute({ viewerId, conversation: ref }: messaging.GetConversationInput): Promise<messaging.ConversationDetails> {
    const id = await this.resolver.find(viewerId, ref);
    const found = id === null ? null : await this.conversations.forViewer(this.database, viewerId, id);
    const { conversation, viewerRole } = requireVisible(found);
    const members = await this.members.of(this.database, [conversation.id], conversation.memberCount);
    return { conversation: toConversation(conversation), members: members.get(conversation.id) ?? [], viewerRole };
  }
}
