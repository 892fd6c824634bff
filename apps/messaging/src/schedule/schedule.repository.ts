import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging, MessageId, Origin, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { userCard } from '../user-mirror/user-mirror.repository.js';

interface ScheduledRow extends Omit<messaging.ScheduledMessage, 'scheduledFor' | 'createdAt'> {
  readonly scheduledFor: Date;
  readonly createdAt: Date;
}

export interface NewScheduled extends Pick<messaging.ScheduledMessage, 'id' | 'conversationId' | 'body' | 'attachments' | 'replyToId'> {
  readonly origin: Origin;
  readonly isThreadReply: boolean;
  readonly clientKey: string | null;
  readonly scheduledFor: string;
}

export interface DueMessage extends Omit<NewScheduled, 'scheduledFor' | 'clientKey'> {
  readonly scheduledFor: Date;
  readonly isAuthorSuspended: boolean;
}

const select = `SELECT d.id, d.conversation_id AS "conversationId", ${userCard('u')} AS sender, d.body, d.attachments, d.reply_to_id AS "replyToId",
  (SELECT CASE WHEN d.is_thread_reply THEN coalesce(thread_root_id, id) ELSE thread_root_id END FROM message WHERE id = d.reply_to_id) AS "threadRootId",
  d.scheduled_for AS "scheduledFor", d.status, d.created_at AS "createdAt" FROM scheduled_message d JOIN user_mirror u ON u.id = d.sender_id`;

const toScheduled = (row: ScheduledRow): messaging.ScheduledMessage => ({
  ...row,
  scheduledFor: row.scheduledFor.toISOString(),
  createdAt: row.createdAt.toISOString(),
});

@Injectable()
export class ScheduleRepository {
  /** The time by which messages become due, in milliseconds since 1970. */
  async now(db: Queryable): Promise<number> {
    const [row] = await db.query<{ now: Date }>('SELECT now()');
    return row?.now.getTime() ?? Date.now();
  }

  /**
   * The one of this client key, made by this call or an earlier one; null when its sender is gone. Who is deleted meanwhile is so
   * before, or behind the commit, and takes it along (C80).
   */
  async insertOnce(tx: Tx, draft: NewScheduled): Promise<messaging.ScheduledMessage | null> {
    const { id, conversationId, origin, body, attachments, replyToId, isThreadReply, clientKey, scheduledFor } = draft;
    const json = [JSON.stringify(origin), JSON.stringify(body), JSON.stringify(attachments)];
    await tx.query(
      `INSERT INTO scheduled_message (id, conversation_id, sender_id, origin, body, attachments, reply_to_id, is_thread_reply, client_key, scheduled_for)
       SELECT $1::uuid, $2::uuid, id, $4::jsonb, $5::jsonb, $6::jsonb, $7::uuid, $8::boolean, $9::text, $10::timestamptz
         FROM user_mirror WHERE id = $3 AND deleted_at IS NULL AND suspended_at IS NULL FOR SHARE
       ON CONFLICT (conversation_id, sender_id, client_key) DO NOTHING`,
      [id, conversationId, origin.userId, ...json, replyToId, isThreadReply, clientKey, scheduledFor],
    );
    if (clientKey !== null) return this.ofKey(tx, conversationId, origin.userId, clientKey);
    const [row] = await tx.query<ScheduledRow>(`${select} WHERE d.id = $1`, [id]);
    return row === undefined ? null : toScheduled(row);
  }

  /** What a sender has scheduled under a client key; null when nothing. */
  async ofKey(db: Queryable, conversationId: ConversationId, senderId: UserId, clientKey: string): Promise<messaging.ScheduledMessage | null> {
    const [row] = await db.query<ScheduledRow>(`${select} WHERE d.conversation_id = $1 AND d.sender_id = $2 AND d.client_key = $3`, [
      conversationId,
      senderId,
      clientKey,
    ]);
    return row === undefined ? null : toScheduled(row);
  }

  /** One of a sender's, held still until the commit; waits for a sending that is under way. */
  async lock(tx: Tx, senderId: UserId, id: MessageId): Promise<messaging.ScheduledMessage | null> {
    const [row] = await tx.query<ScheduledRow>(`${select} WHERE d.id = $1 AND d.sender_id = $2 FOR UPDATE OF d`, [id, senderId]);
    return row === undefined ? null : toScheduled(row);
  }

  async revise(tx: Tx, id: MessageId, body: messaging.MessageBody): Promise<void> {
    await tx.query('UPDATE scheduled_message SET body = $2 WHERE id = $1', [id, JSON.stringify(body)]);
  }

  /** In every state, newest first. */
  async of(db: Queryable, senderId: UserId, limit: number): Promise<readonly messaging.ScheduledMessage[]> {
    const rows = await db.query<ScheduledRow>(`${select} WHERE d.sender_id = $1 ORDER BY d.created_at DESC, d.id LIMIT $2`, [senderId, limit]);
    return rows.map(toScheduled);
  }

  /** What will not be sent; waits for a sending that is under way, then tells the truth: null when there is none of this sender's. */
  async cancel(tx: Tx, senderId: UserId, id: MessageId): Promise<Pick<messaging.ScheduledMessage, 'attachments'> | 'late' | null> {
    const [cancelled] = await tx.query<Pick<messaging.ScheduledMessage, 'attachments'>>(
      `UPDATE scheduled_message SET status = 'cancelled' WHERE id = $1 AND sender_id = $2 AND status = 'pending' RETURNING attachments`,
      [id, senderId],
    );
    if (cancelled !== undefined) return cancelled;
    const there = await tx.query('SELECT 1 FROM scheduled_message WHERE id = $1 AND sender_id = $2', [id, senderId]);
    return there.length > 0 ? 'late' : null;
  }

  /** Claims up to `limit` messages whose time has come, until the commit; replicas take different ones. */
  claimDue(tx: Tx, limit: number): Promise<DueMessage[]> {
    return tx.query(
      `SELECT d.id, d.conversation_id AS "conversationId", d.origin, d.body, d.attachments, d.reply_to_id AS "replyToId",
              d.is_thread_reply AS "isThreadReply", d.scheduled_for AS "scheduledFor", u.suspended_at IS NOT NULL AS "isAuthorSuspended"
         FROM scheduled_message d JOIN user_mirror u ON u.id = d.sender_id
        WHERE d.status = 'pending' AND d.scheduled_for <= now() ORDER BY d.scheduled_for, d.id LIMIT $1 FOR UPDATE OF d SKIP LOCKED`,
      [limit],
    );
  }

  async settle(tx: Tx, ids: readonly MessageId[], status: 'sent' | 'cancelled'): Promise<void> {
    if (ids.length > 0) await tx.query('UPDATE scheduled_message SET status = $2 WHERE id = ANY($1::uuid[])', [ids, status]);
  }
}
