import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging, UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { toMessage } from '../message/message.entity.js';
import { MessageActRepository } from '../message/message-act.repository.js';
import { MessageRepository } from '../message/message.repository.js';
import { ChangeLog, type ChangeRow } from './change-log.repository.js';
import { planSync, readCursors } from './sync.policy.js';

/** What a client missed, a page at a time. Membership is that of this moment. */
@Injectable()
export class SyncChanges {
  constructor(
    private readonly database: Database,
    private readonly log: ChangeLog,
    private readonly messages: MessageRepository,
    private readonly conversations: ConversationRepository,
    private readonly acts: MessageActRepository,
  ) {}

  async execute({ viewerId, cursors: given, limit }: messaging.SyncChangesInput): Promise<messaging.Sync> {
    const cursors = readCursors(given);
    const horizons = await this.log.horizons(this.database, viewerId, [...cursors.keys()]);
    const { ranges, next, reset } = planSync(cursors, horizons, limit);
    const rows = ranges.length === 0 ? [] : await this.log.read(this.database, ranges);
    const heads: Record<ConversationId, number> = {};
    for (const { conversationId, seq, hasLeft } of horizons) if (!hasLeft) heads[conversationId] = seq;
    return { changes: await this.present(rows, viewerId), heads, next, reset };
  }

  /** Payloads as they are readable now: a message with its later edits, blank once deleted; null once the viewer has hidden it. */
  private async present(rows: readonly ChangeRow[], viewerId: UserId): Promise<readonly messaging.Change[]> {
    if (rows.length === 0) return [];
    const ids = rows.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]));
    const [messages, hidden, cards] = await Promise.all([
      this.messages.byIds(this.database, ids),
      this.acts.hiddenFrom(this.database, viewerId, ids),
      this.conversations.cards(this.database, [...new Set(rows.map(({ conversationId }) => conversationId))]),
    ]);
    const messageOf = new Map(messages.filter(({ id }) => !hidden.has(id)).map((row) => [row.id, row]));
    return rows.map(({ conversationId, seq, type, messageId, payload }) => {
      const row = messageId === null ? undefined : messageOf.get(messageId);
      if (messageId === null) return { conversationId, seq, type, payload };
      if (row === undefined) return { conversationId, seq, type, payload: null };
      const { clientKey } = row;
      return {
        conversationId,
        seq,
        type,
        payload: { ...(payload as object), message: toMessage(row), conversation: cards.get(conversationId), clientKey },
      };
    });
  }
}
