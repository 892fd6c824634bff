import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { BlockMirrorRepository } from '../block-mirror/block-mirror.repository.js';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';
import { pairOf } from './conversation.policy.js';
import { ConversationResolver } from './conversation.resolver.js';
import { ListConversations } from './list-conversations.query.js';

/** The one direct conversation of a pair, as its opener lists it. */
@Injectable()
export class OpenDirect {
  constructor(
    private readonly resolver: ConversationResolver,
    private readonly list: ListConversations,
    private readonly database: Database,
    private readonly users: UserMirrorRepository,
    private readonly blocks: BlockMirrorRepository,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND (also suspended), SELF_TARGETED, BLOCKED; also where the two have met before (A-CB-81) */
  async execute({ origin, other }: messaging.OpenDirectInput): Promise<messaging.ConversationEntry> {
    const [id] = await this.resolver.findOrOpen([{ origin, ref: { directWith: other } }]);
    if (id === undefined || id instanceof AppError) throw id ?? new AppError('USER_NOT_FOUND');
    const entry = await this.list.entry(origin.userId, id);
    const [one, two] = entry.conversation.pair ?? [];
    if (one !== undefined && two !== undefined) {
      if ((await this.users.reachable(this.database, [one.id, two.id])).size < 2) throw new AppError('USER_NOT_FOUND');
      const { key } = pairOf(one.id, two.id);
      if (await this.blocks.standsIn(this.database, key)) throw new AppError('BLOCKED');
    }
    return entry;
  }
}
