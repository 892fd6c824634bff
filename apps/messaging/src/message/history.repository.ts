import { Injectable } from '@nestjs/common';
import { AppError, type ConversationId, type messaging, type MessageId, type UserId } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';
import { messageColumnsFor, messageColumnsUnticked, messageSource, type MessageRow } from './message.entity.js';

type HistoryFilter = Omit<messaging.ListMessagesInput, 'conversation'>;

interface Places {
  readonly beforeSeq: number | null;
  readonly afterSeq: number | null;
}

/** $1 conversation, $2 and $3 cursor ids, $4 and $5 times, $6 and $7 what is shown, $8 to whom. Places are found by the same statement. */
const matching = `WHERE m.conversation_id = $1
    AND ($2::uuid IS NULL OR m.seq < (SELECT seq FROM message WHERE id = $2 AND conversation_id = $1))
    AND ($3::uuid IS NULL OR m.seq > (SELECT seq FROM message WHERE id = $3 AND conversation_id = $1))
    AND ($4::timestamptz IS NULL OR m.created_at < $4)
    AND ($5::timestamptz IS NULL OR m.created_at > $5)
    AND ($6 OR m.deleted_at IS NULL)
    AND ($7 OR m.thread_root_id IS NULL)
    AND NOT EXISTS (SELECT 1 FROM message_hide WHERE message_id = m.id AND user_id = $8)`;

/** Of a message as `viewerId` sees it. */
export const seenColumns = messageColumnsFor('$8');

/** SQL of one page; exported so that a test can look at its plan. */
export const historyPageSql = (direction: 'ASC' | 'DESC', columns: string): string =>
  `SELECT place.*, page.* FROM (SELECT
     (SELECT seq FROM message WHERE id = $2 AND conversation_id = $1) AS "beforeSeq",
     (SELECT seq FROM message WHERE id = $3 AND conversation_id = $1) AS "afterSeq") place
   LEFT JOIN LATERAL (SELECT ${columns} FROM ${messageSource} ${matching} ORDER BY m.seq ${direction} LIMIT $9 OFFSET $10) page ON true
   ORDER BY page.seq DESC`;

const parametersOf = (conversationId: ConversationId, filter: HistoryFilter): readonly unknown[] => [
  conversationId,
  filter.beforeId ?? null,
  filter.afterId ?? null,
  filter.beforeTime ?? null,
  filter.afterTime ?? null,
  filter.withDeleted,
  filter.withThreadReplies,
  filter.viewerId,
];

/** Reads a conversation backwards, by place in its log. */
@Injectable()
export class HistoryRepository {
  /**
   * Newest first; with `afterId` the oldest after it. Reads one row more than `limit`, to know whether there are more.
   * @throws {AppError} MESSAGE_NOT_FOUND for a cursor that is not a message of the conversation
   */
  async page(
    db: Queryable,
    conversationId: ConversationId,
    filter: HistoryFilter,
  ): Promise<{ readonly rows: MessageRow[]; readonly hasMore: boolean }> {
    const isForward = (filter.afterId ?? null) !== null;
    const sql = historyPageSql(isForward ? 'ASC' : 'DESC', filter.withoutTicks === true ? messageColumnsUnticked : seenColumns);
    const parameters = [...parametersOf(conversationId, filter), filter.limit + 1, filter.offset];
    const found = await db.query<Places & (MessageRow | { readonly id: null })>(sql, parameters);
    const isLost = (id: string | null | undefined, seq: number | null | undefined) => (id ?? null) !== null && (seq ?? null) === null;
    if (isLost(filter.beforeId, found[0]?.beforeSeq) || isLost(filter.afterId, found[0]?.afterSeq)) throw new AppError('MESSAGE_NOT_FOUND');
    const rows = found.flatMap(({ beforeSeq: _before, afterSeq: _after, ...row }) => (row.id === null ? [] : [row]));
    const hasMore = rows.length > filter.limit;
    return { rows: isForward ? rows.slice(-filter.limit) : rows.slice(0, filter.limit), hasMore };
  }

  /** How many messages match, over all pages. */
  async count(db: Queryable, conversationId: ConversationId, filter: HistoryFilter): Promise<number> {
    const rows = await db.query<{ count: number }>(`SELECT count(*) AS count FROM message m ${matching}`, parametersOf(conversationId, filter));
    return rows[0]?.count ?? 0;
  }

  /** What a user sees of a thread, oldest first, and how much there is: of more than `limit`, the newest. */
  async replies(
    db: Queryable,
    rootId: MessageId,
    viewerId: UserId,
    limit: number,
  ): Promise<{ readonly rows: readonly MessageRow[]; readonly total: number }> {
    const rows = await db.query<MessageRow & { readonly total: number }>(
      `SELECT ${messageColumnsUnticked}, count(*) OVER () AS total FROM ${messageSource}
        WHERE m.thread_root_id = $1 AND m.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM message_hide WHERE message_id = m.id AND user_id = $2)
        ORDER BY m.seq DESC LIMIT $3`,
      [rootId, viewerId, limit],
    );
    return { rows: rows.map(({ total: _total, ...row }) => row).reverse(), total: rows[0]?.total ?? 0 };
  }
}
