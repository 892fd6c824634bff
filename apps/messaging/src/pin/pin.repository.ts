import { Injectable } from '@nestjs/common';
import { messaging, type ConversationId, type MessageId, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { messageColumns, messageSource, type MessageRow } from '../message/message.entity.js';

/** What is pinned where. Writers hold the conversation's lock, so counting and pinning are one step. */
@Injectable()
export class PinRepository {
  async count(tx: Tx, conversationId: ConversationId): Promise<number> {
    const [row] = await tx.query<{ count: number }>('SELECT count(*) AS count FROM pin WHERE conversation_id = $1', [conversationId]);
    return row?.count ?? 0;
  }

  async add(tx: Tx, conversationId: ConversationId, messageId: MessageId, userId: UserId): Promise<void> {
    await tx.query('INSERT INTO pin (conversation_id, message_id, pinned_by, pinned_at) VALUES ($1, $2, $3, clock_timestamp())', [
      conversationId,
      messageId,
      userId,
    ]);
  }

  /** False when it was not pinned. */
  async remove(tx: Tx, conversationId: ConversationId, messageId: MessageId): Promise<boolean> {
    const rows = await tx.query('DELETE FROM pin WHERE conversation_id = $1 AND message_id = $2 RETURNING 1', [conversationId, messageId]);
    return rows.length > 0;
  }

  /** The latest pin first, without what the viewer has hidden. */
  list(db: Queryable, conversationId: ConversationId, viewerId: UserId): Promise<MessageRow[]> {
    return db.query<MessageRow>(
      `SELECT ${messageColumns} FROM ${messageSource} JOIN pin ON pin.conversation_id = m.conversation_id AND pin.message_id = m.id
        WHERE m.conversation_id = $1 AND NOT EXISTS (SELECT 1 FROM message_hide WHERE message_id = m.id AND user_id = $2)
        ORDER BY pin.pinned_at DESC LIMIT ${messaging.maxPins}`,
      [conversationId, viewerId],
    );
  }
}
