import { Injectable } from '@nestjs/common';
import { user, type ConversationId, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { RpcClient } from '@parley/transport';
import { AttentionRepository } from './attention.repository.js';

const idsPerCall = 1_000;

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
    for (let from = 0; from < memberIds.length; from += idsPerCall) {
      const userIds = memberIds.slice(from, from + idsPerCall);
      const presences = await this.rpc.call(user.getPresences, { viewerId: actorId, userIds });
      online.push(...presences.filter(({ status }) => status !== 'offline').map(({ userId }) => userId));
    }
    return online;
  }
}
