import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { MemberRepository } from './member.repository.js';

/** What a new socket joins. */
@Injectable()
export class ListRoomIds {
  constructor(
    private readonly database: Database,
    private readonly members: MemberRepository,
  ) {}

  execute({ userId }: messaging.ListRoomIdsInput): Promise<readonly ConversationId[]> {
    return this.members.roomIds(this.database, userId);
  }
}
