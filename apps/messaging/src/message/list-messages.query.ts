import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { toCard } from '../conversation/conversation.entity.js';
import { requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { ConversationResolver } from '../conversation/conversation.resolver.js';
import { HistoryRepository } from './history.repository.js';
import { toMessage } from './message.entity.js';

/** A page of history for a member. New members see all of it (C90). */
@Injectable()
export class ListMessages {
  constructor(
    private readonly database: Database,
    private readonly resolver: ConversationResolver,
    private readonly conversations: ConversationRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** Null for a direct conversation nobody has opened. @throws {AppError} see the contract */
  async execute(input: messaging.ListMessagesInput): Promise<messaging.MessagePage | null> {
    const id = await this.resolver.find(input.viewerId, input.conversation);
    if (id === null) return null;
    const { conversation } = requireMember(await this.conversations.forViewer(this.database, input.viewerId, id));
    const [{ rows, hasMore }, total] = await Promise.all([
      this.history.page(this.database, id, input),
      input.withTotal ? this.history.count(this.database, id, input) : null,
    ]);
    return { conversation: toCard(conversation), messages: rows.map(toMessage), hasMore, total };
  }
}
