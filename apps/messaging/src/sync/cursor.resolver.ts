import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging } from '@parley/contracts';
import { ConversationResolver } from '../conversation/conversation.resolver.js';
import { readCursors } from './sync.policy.js';

/** Turns what a client calls its conversations into their ids. */
@Injectable()
export class CursorResolver {
  constructor(private readonly conversations: ConversationResolver) {}

  /** Those of conversations that there are not are left out. @throws {AppError} INPUT_INVALID when a cursor is not a place in a log */
  async read({ viewerId, cursors: given, named = [] }: messaging.SyncChangesInput): Promise<ReadonlyMap<ConversationId, number>> {
    const cursors = new Map(readCursors(given));
    const refs = named.map(({ conversation }) => conversation);
    const ids = refs.length === 0 ? [] : await this.conversations.findEach(viewerId, refs);
    named.forEach(({ seq }, at) => {
      const id = ids[at];
      if (id != null) cursors.set(id, seq);
    });
    return cursors;
  }
}
