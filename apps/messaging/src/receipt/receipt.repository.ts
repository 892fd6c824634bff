import { Injectable } from '@nestjs/common';
import { messaging, type ConversationId, type MessageId, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { isToldSingly } from '../message/message.entity.js';

/** A message that has just been read, or delivered. */
export interface Marked {
  readonly id: MessageId;
  readonly senderId: UserId;
  readonly seq: number;
}

/** Where a member stands in a conversation's log. */
export interface Cursors {
  readonly readSeq: number;
  readonly deliveredSeq: number;
  /** He has read nothing yet, as the others see it; not so in a block, which changes nothing they see. */
  readonly isUnread: boolean;
  /** Place of the message asked about; null when it is not one of the conversation. */
  readonly targetSeq: number | null;
}

export interface Standing {
  readonly readSeq: number;
  /** When the cursor last moved for others to see. */
  readonly readAt: Date | null;
}

/** Whose reading it is, and whether nobody else is told of it: one of the pair blocks the other. */
export interface Reader {
  readonly conversationId: ConversationId;
  readonly userId: UserId;
  readonly isQuiet: boolean;
}

const receiptOf = 'SELECT 1 FROM receipt WHERE conversation_id = $1 AND user_id = $2 AND seq = m.seq';

/** Messages of others that can be unread (C88), of conversation $1 for user $2. */
const addressed = `FROM message m WHERE m.conversation_id = $1 AND m.sender_id <> $2 AND m.type <> 'system' AND m.deleted_at IS NULL`;

/** Those of them that he has not read singly. */
const unread = `${addressed} AND NOT EXISTS (${receiptOf})`;

/** Those of which others do not know that. */
const untold = `${addressed} AND NOT EXISTS (${receiptOf} AND NOT is_quiet)`;

/** Whether of the pair in conversation $1 one blocks the other; no room is a pair. */
const isBlocked = `EXISTS (SELECT 1 FROM conversation c JOIN block_mirror b ON b.pair_key = c.direct_key AND b.is_standing WHERE c.id = $1)`;

const memberRow = 'FROM member WHERE conversation_id = $1 AND user_id = $2';

/** Where reading goes on: behind what is read; once no block stands any more, behind what is told of it. */
const readFrom = (isQuiet: string): string => `CASE WHEN told_read_seq IS NULL OR ${isQuiet} THEN last_read_seq ELSE told_read_seq END`;

/** Cursors and single receipts. Writers hold the conversation's lock. */
@Injectable()
export class ReceiptRepository {
  /** Null for who is no member. */
  async cursors(db: Queryable, conversationId: ConversationId, userId: UserId, messageId: MessageId): Promise<Cursors | null> {
    const [row] = await db.query<Cursors>(
      `SELECT ${readFrom(isBlocked)} AS "readSeq", last_delivered_seq AS "deliveredSeq", last_read_at IS NULL AND NOT ${isBlocked} AS "isUnread",
         (SELECT seq FROM message WHERE id = $3 AND conversation_id = $1) AS "targetSeq"
       ${memberRow} AND left_at IS NULL`,
      [conversationId, userId, messageId],
    );
    return row ?? null;
  }

  /** Locks the conversation for the reading of a member. */
  async lock(tx: Tx, conversationId: ConversationId, userId: UserId): Promise<Reader> {
    const [row] = await tx.query<{ isQuiet: boolean }>(`SELECT ${isBlocked} AS "isQuiet" FROM conversation WHERE id = $1 FOR NO KEY UPDATE`, [
      conversationId,
    ]);
    return { conversationId, userId, isQuiet: row?.isQuiet === true };
  }

  /** Moves the read cursor to `seq` and answers what was unread until then, oldest first; of much, the newest. Null when he has left meanwhile. */
  async readUpTo(tx: Tx, reader: Reader, seq: number): Promise<readonly Marked[] | null> {
    const { conversationId, userId, isQuiet } = reader;
    const read = await tx.query<Marked>(
      `SELECT id, "senderId", seq FROM (
         SELECT m.id, m.sender_id AS "senderId", m.seq ${isQuiet ? unread : untold} AND m.seq > (SELECT ${readFrom(String(isQuiet))} ${memberRow})
           AND m.seq <= $3 ORDER BY m.seq DESC LIMIT ${messaging.maxReadIds}
       ) newest ORDER BY seq`,
      [conversationId, userId, seq],
    );
    return (await this.moveTo(tx, reader, seq, seq)) ? read : null;
  }

  /** Those of `ids` that are unread messages of others in this conversation, marked read; oldest first. */
  async readSingly(
    tx: Tx,
    { conversationId, userId, isQuiet }: Reader,
    ids: readonly MessageId[],
    senderId: UserId | null,
  ): Promise<readonly Marked[]> {
    return tx.query<Marked>(
      `WITH read AS (
         SELECT m.id, m.sender_id, m.seq ${isQuiet ? unread : untold} AND m.id = ANY($3::uuid[]) AND ($4::uuid IS NULL OR m.sender_id = $4)
           AND m.seq > (SELECT ${readFrom(String(isQuiet))} ${memberRow} AND left_at IS NULL)
       ), noted AS (
         INSERT INTO receipt (conversation_id, user_id, seq, read_at, is_quiet) SELECT $1, $2, seq, now(), $5 FROM read
         ON CONFLICT (conversation_id, user_id, seq) DO UPDATE SET is_quiet = excluded.is_quiet
       ) SELECT id, sender_id AS "senderId", seq FROM read ORDER BY seq`,
      [conversationId, userId, ids, senderId, isQuiet],
    );
  }

  /** Lets the cursor pass what is read without a gap, to before the first unread message or to the last receipt; and so what others know of it. */
  async closeGaps(tx: Tx, reader: Reader): Promise<void> {
    const { conversationId, userId } = reader;
    const [row] = await tx.query<{ readSeq: number | null; toldSeq: number | null }>(
      `SELECT coalesce(
           (SELECT min(m.seq) - 1 ${unread} AND m.seq > (SELECT last_read_seq ${memberRow})),
           (SELECT max(seq) FROM receipt WHERE conversation_id = $1 AND user_id = $2)) AS "readSeq",
         coalesce(
           (SELECT min(m.seq) - 1 ${untold} AND m.seq > (SELECT coalesce(told_read_seq, last_read_seq) ${memberRow})),
           (SELECT max(seq) FROM receipt WHERE conversation_id = $1 AND user_id = $2 AND NOT is_quiet)) AS "toldSeq"`,
      [conversationId, userId],
    );
    await this.moveTo(tx, reader, row?.readSeq ?? 0, row?.toldSeq ?? 0);
  }

  /** Moves the delivery cursor and answers what others sent in between and is not known as read; of much, the newest. Nothing in a block. */
  async deliverUpTo(tx: Tx, conversationId: ConversationId, userId: UserId, seq: number): Promise<readonly Marked[]> {
    return tx.query<Marked>(
      `WITH before AS (
         SELECT user_id, last_delivered_seq ${memberRow} AND NOT ${isBlocked} FOR UPDATE
       ), moved AS (
         UPDATE member m SET last_delivered_seq = greatest(m.last_delivered_seq, $3) FROM before p WHERE m.conversation_id = $1 AND m.user_id = p.user_id
       ) SELECT * FROM (
         SELECT m.id, m.sender_id AS "senderId", m.seq FROM message m, before p
          WHERE m.conversation_id = $1 AND m.sender_id <> $2 AND m.deleted_at IS NULL AND m.seq > p.last_delivered_seq AND m.seq <= $3
            AND NOT ${isToldSingly} ORDER BY m.seq DESC LIMIT ${messaging.maxReadIds}
       ) newest ORDER BY seq`,
      [conversationId, userId, seq],
    );
  }

  /** The read cursor of who is, or was, a member. */
  async standing(db: Queryable, { conversationId, userId }: Reader): Promise<Standing> {
    const [row] = await db.query<Standing>(`SELECT last_read_seq AS "readSeq", last_read_at AS "readAt" ${memberRow}`, [conversationId, userId]);
    return row ?? { readSeq: 0, readAt: null };
  }

  /** Which conversations messages are in. */
  async conversationsOf(db: Queryable, ids: readonly MessageId[]): Promise<readonly ConversationId[]> {
    const rows = await db.query<{ id: ConversationId }>('SELECT DISTINCT conversation_id AS id FROM message WHERE id = ANY($1::uuid[]) ORDER BY 1', [
      ids,
    ]);
    return rows.map(({ id }) => id);
  }

  /**
   * His cursor, and how far others know of it: no further than what they are told, which in a block is nothing. Receipts that
   * both have passed say nothing any more, nor does one that is his alone behind his own. False when he is no member.
   */
  private async moveTo(tx: Tx, { conversationId, userId, isQuiet }: Reader, readSeq: number, toldSeq: number): Promise<boolean> {
    const moved = await tx.query(
      `UPDATE member SET last_read_seq = moved.read_seq, told_read_seq = nullif(least(moved.told_seq, moved.read_seq), moved.read_seq),
         last_delivered_seq = CASE WHEN $5 THEN last_delivered_seq ELSE greatest(last_delivered_seq, least($4, moved.read_seq)) END,
         last_read_at = CASE WHEN $5 THEN last_read_at ELSE date_trunc('milliseconds', clock_timestamp()) END
       FROM (SELECT greatest(last_read_seq, $3) AS read_seq, greatest(coalesce(told_read_seq, last_read_seq), CASE WHEN $5 THEN 0::bigint ELSE $4 END) AS told_seq
               ${memberRow}) moved
       WHERE conversation_id = $1 AND user_id = $2 AND left_at IS NULL RETURNING 1`,
      [conversationId, userId, readSeq, toldSeq, isQuiet],
    );
    if (moved.length === 0) return false;
    await tx.query(
      `DELETE FROM receipt USING member p WHERE p.conversation_id = $1 AND p.user_id = $2 AND receipt.conversation_id = $1 AND receipt.user_id = $2
         AND (seq <= coalesce(p.told_read_seq, p.last_read_seq) OR (is_quiet AND seq <= p.last_read_seq))`,
      [conversationId, userId],
    );
    return true;
  }
}
