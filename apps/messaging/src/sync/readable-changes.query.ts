import { Injectable } from '@nestjs/common';
import type { messaging, UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { toMessage } from '../message/message.entity.js';
import { MessageActRepository } from '../message/message-act.repository.js';
import { MessageRepository } from '../message/message.repository.js';
import type { ChangeRow } from './change-log.repository.js';

/** Rows of the log as a viewer may read them now. */
@Injectable()
export class ReadableChanges {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
    private readonly conversations: ConversationRepository,
    private readonly acts: MessageActRepository,
  ) {}

  /** A message with its later edits, blank once deleted; null once the viewer has hidden it. */
  async of(rows: readonly ChangeRow[], viewerId: UserId): Promise<readonly messaging.Change[]> {
    if (rows.length === 0) return [];
    const ids = rows.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]));
    const [messages, hidden, cards] = await Promise.all([
      this.messages.byIds(this.database, ids),
      this.acts.hiddenFrom(this.database, viewerId, ids),
      this.conversations.cards(this.database, [...new Set(rows.map(({ conversationId }) => conversationId))]),
    ]);
    const messageOf = new Map(messages.filter(({ id }) => !hidden.has(id)).map((row) => [row.id, row]));
    return rows.map(({ conversationId, seq, type, messageId, payload }) => {
      if (messageId === null) return { conversationId, seq, type, payload };
      const row = messageOf.get(messageId);
      if (row === undefined) return { conversationId, seq, type, payload: null };
      const { clientKey } = row;
      const whole = { ...(payload as object), message: toMessage(row), conversation: cards.get(conversationId), clientKey };
      return { conversationId, seq, type, payload: whole };
    });
  }
}
