import { Injectable } from '@nestjs/common';
import { messaging, type ConversationId, type MessageId, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { hidersOf } from './message.entity.js';

/** When a message was deleted, and those for whom it was gone before. */
interface Removed {
  readonly deletedAt: Date;
  readonly hiddenFrom: readonly UserId[];
}

/** Changes of messages that are stored. The caller holds the conversation's lock. */
@Injectable()
export class MessageActRepository {
  async conversationOf(db: Queryable, messageId: MessageId): Promise<ConversationId | null> {
    const [row] = await db.query<{ id: ConversationId }>('SELECT conversation_id AS id FROM message WHERE id = $1', [messageId]);
    return row?.id ?? null;
  }

  /** Those of `ids` that a user has deleted for himself. */
  async hiddenFrom(db: Queryable, userId: UserId, ids: readonly MessageId[]): Promise<ReadonlySet<MessageId>> {
    const rows = await db.query<{ id: MessageId }>('SELECT message_id AS id FROM message_hide WHERE user_id = $1 AND message_id = ANY($2::uuid[])', [
      userId,
      ids,
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Sets a new body; the old one becomes the next revision, and its other forms go. */
  async revise(tx: Tx, messageId: MessageId, body: messaging.MessageBody): Promise<void> {
    await tx.query(
      `WITH kept AS (
         INSERT INTO message_revision (message_id, n, body, written_at)
         SELECT id, 1 + (SELECT count(*) FROM message_revision WHERE message_id = m.id), body, coalesce(edited_at, created_at) FROM message m WHERE id = $1
       ) UPDATE message SET body = $2, metadata = metadata - $3::text[], edited_at = date_trunc('milliseconds', clock_timestamp()) WHERE id = $1`,
      [messageId, JSON.stringify(body), Object.values(messaging.bodyForms)],
    );
  }

  /** Marks a message deleted, drops its reactions and pin, and lets the conversation's last message be the last that is left (C54). */
  async remove(tx: Tx, messageId: MessageId, deletedBy: UserId): Promise<Removed> {
    await tx.query('DELETE FROM reaction WHERE message_id = $1', [messageId]);
    await tx.query('DELETE FROM pin WHERE message_id = $1', [messageId]);
    const [row] = await tx.query<Removed>(
      `UPDATE message SET deleted_at = date_trunc('milliseconds', clock_timestamp()), deleted_by = $2 WHERE id = $1
       RETURNING deleted_at AS "deletedAt", ${hidersOf('$1', 'message.conversation_id')} AS "hiddenFrom"`,
      [messageId, deletedBy],
    );
    await tx.query(
      `UPDATE conversation c SET last_message_id =
         (SELECT id FROM message WHERE conversation_id = c.id AND deleted_at IS NULL ORDER BY seq DESC LIMIT 1)
       WHERE c.last_message_id = $1`,
      [messageId],
    );
    if (row === undefined) throw new Error(`no message ${messageId} to delete`);
    return row;
  }

  /** A reply is gone from its thread. */
  async leaveThread(tx: Tx, rootId: MessageId): Promise<void> {
    await tx.query('UPDATE message SET thread_count = thread_count - 1 WHERE id = $1 AND thread_count > 0', [rootId]);
  }

  /** The bodies before each edit, oldest first, and who deleted the message. */
  async past(db: Queryable, messageId: MessageId): Promise<Pick<messaging.AuditedMessage, 'revisions' | 'deletedBy'>> {
    const rows = await db.query<{ body: messaging.MessageBody; writtenAt: Date }>(
      'SELECT body, written_at AS "writtenAt" FROM message_revision WHERE message_id = $1 ORDER BY n',
      [messageId],
    );
    const [deleted] = await db.query<{ by: UserId | null }>('SELECT deleted_by AS by FROM message WHERE id = $1', [messageId]);
    return { revisions: rows.map(({ body, writtenAt }) => ({ body, writtenAt: writtenAt.toISOString() })), deletedBy: deleted?.by ?? null };
  }

  async hide(tx: Tx, messageId: MessageId, userId: UserId): Promise<Date> {
    const [row] = await tx.query<{ at: Date }>(
      `INSERT INTO message_hide (message_id, user_id, hidden_at) VALUES ($1, $2, date_trunc('milliseconds', clock_timestamp())) RETURNING hidden_at AS at`,
      [messageId, userId],
    );
    if (row === undefined) throw new Error(`message ${messageId} was not hidden`);
    return row.at;
  }
}
