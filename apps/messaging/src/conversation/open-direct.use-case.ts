import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { ConversationResolver } from './conversation.resolver.js';
import { ListConversations } from './list-conversations.query.js';

/** The one direct conversation of a pair, as its opener lists it. */
@Injectable()
export class OpenDirect {
  constructor(
    private readonly resolver: ConversationResolver,
    private readonly list: ListConversations,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND, SELF_TARGETED */
  async execute({ origin, other }: messaging.OpenDirectInput): Promise<messaging.ConversationEntry> {
    const [id] = await this.resolver.findOrOpen([{ origin, ref: { directWith: other } }]);
    if (id === undefined || id instanceof AppError) throw id ?? new AppError('USER_NOT_FOUND');
    return this.list.entry(origin.userId, id);
  }
}
