import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { MemberRepository } from './member.repository.js';

/** Of some conversations those that somebody is in. */
@Injectable()
export class ListMemberships {
  constructor(
    private readonly database: Database,
    private readonly members: MemberRepository,
  ) {}

  execute({ userId, conversationIds }: messaging.ListMembershipsInput): Promise<readonly ConversationId[]> {
    return this.members.those(this.database, userId, conversationIds);
  }
}
