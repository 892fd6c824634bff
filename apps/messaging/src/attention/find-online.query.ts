import { Injectable } from '@nestjs/common';
import { batchesOf, user, type ConversationId, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { RpcClient } from '@parley/transport';
import { AttentionRepository } from './attention.repository.js';

/** Whom `@here` calls: members who are there as the caller sees them. */
@Injectable()
export class FindOnline {
  constructor(
    private readonly database: Database,
    private readonly attention: AttentionRepository,
    private readonly rpc: RpcClient,
  ) {}

  async execute(conversationId: ConversationId, actorId: UserId): Promise<readonly UserId[]> {
    const memberIds = await this.attention.called(this.database, conversationId, actorId, { all: true, ids: [], names: [], aboutIds: [] });
    const online: UserId[] = [];
    for (const userIds of batchesOf(memberIds, user.maxUserIds)) {
      const presences = await this.rpc.call(user.getPresences, { viewerId: actorId, userIds });
      online.push(...presences.filter(({ status }) => status !== 'offline').map(({ userId }) => userId));
    }
    return online;
  }
}
