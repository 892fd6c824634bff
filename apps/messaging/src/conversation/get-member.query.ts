import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';
import { requireMember } from './conversation.policy.js';
import { ConversationRepository } from './conversation.repository.js';

/** The viewer as a member: two rows are read, however many members there are. */
@Injectable()
export class GetMember {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationRepository,
    private readonly users: UserMirrorRepository,
  ) {}

  /** @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER */
  async execute({ viewerId, conversationId }: messaging.GetMemberInput): Promise<messaging.MemberCard> {
    const { viewerRole: role } = requireMember(await this.conversations.forViewer(this.database, viewerId, conversationId));
    const user = await this.users.card(this.database, viewerId);
    if (user === null) throw new AppError('NOT_A_MEMBER');
    return { user, role };
  }
}
