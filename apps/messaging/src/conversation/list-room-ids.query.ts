import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { succeeded, type Outcome } from '@parley/transport';
import { MemberRepository } from './member.repository.js';

/** What a new socket joins. */
@Injectable()
export class ListRoomIds {
  constructor(
    private readonly database: Database,
    private readonly members: MemberRepository,
  ) {}

  async execute(inputs: readonly messaging.ListRoomIdsInput[]): Promise<readonly Outcome<readonly ConversationId[]>[]> {
    const roomsOf = await this.members.roomIds(
      this.database,
      inputs.map(({ userId }) => userId),
    );
    return inputs.map(({ userId }) => succeeded(roomsOf.get(userId) ?? []));
  }
}
