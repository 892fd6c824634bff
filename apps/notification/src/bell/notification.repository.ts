import { Injectable } from '@nestjs/common';
import type { notification, NotificationId, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { notificationColumns, type NotificationRow } from './notification.entity.js';

export interface NotificationCounts {
  readonly total: number;
  readonly unread: number;
}

export interface NotificationPageRows extends NotificationCounts {
  readonly rows: readonly NotificationRow[];
}

/** What stands behind a user's bell. */
@Injectable()
export class NotificationRepository {
  /** Newest first, and how many match; of one moment, so that a page never contradicts its counts. */
  async page(db: Queryable, { userId, kinds, isUnreadOnly, limit, offset }: notification.ListNotificationsInput): Promise<NotificationPageRows> {
    const rows = await db.query<NotificationCounts & (NotificationRow | { readonly id: null })>(
      `SELECT counted.unread, CASE WHEN $5 THEN (SELECT count(*)::int FROM notification WHERE user_id = $1 AND kind = ANY($2)) ELSE unread END AS total,
              shown.*
         FROM (SELECT count(*)::int AS unread FROM notification WHERE user_id = $1 AND kind = ANY($2) AND read_at IS NULL) counted
         LEFT JOIN (SELECT ${notificationColumns} FROM notification WHERE user_id = $1 AND kind = ANY($2) AND ($5 OR read_at IS NULL)
                     ORDER BY created_at DESC, id DESC LIMIT $3 OFFSET $4) shown ON true
        ORDER BY shown."createdAt" DESC, shown.id DESC`,
      [userId, kinds, limit, offset, !isUnreadOnly],
    );
    const { total, unread } = rows[0] ?? { total: 0, unread: 0 };
    return { rows: rows.flatMap((row) => (row.id === null ? [] : [row])), total, unread };
  }

  async exists(db: Queryable, userId: UserId, id: NotificationId): Promise<boolean> {
    return (await db.query('SELECT 1 FROM notification WHERE id = $2 AND user_id = $1', [userId, id])).length > 0;
  }

  /** Of these kinds; with null all. Answers those that were unread. */
  async read(
    tx: Tx,
    userId: UserId,
    ids: readonly NotificationId[] | null,
    kinds: readonly notification.NotificationKind[],
  ): Promise<readonly NotificationId[]> {
    const rows = await tx.query<{ readonly id: NotificationId }>(
      `UPDATE notification SET read_at = now()
        WHERE user_id = $1 AND read_at IS NULL AND kind = ANY($3) AND ($2::uuid[] IS NULL OR id = ANY($2)) RETURNING id`,
      [userId, ids, kinds],
    );
    return rows.map(({ id }) => id);
  }

  /** All that a person was told, and what others were told of him. Answers what others lose. */
  async erase(tx: Tx, userId: UserId): Promise<readonly NotificationId[]> {
    await tx.query('DELETE FROM fate WHERE user_id = $1', [userId]);
    const rows = await tx.query<{ readonly id: NotificationId }>('DELETE FROM notification WHERE user_id = $1 OR actor_id = $1 RETURNING id', [
      userId,
    ]);
    return rows.map(({ id }) => id);
  }

  /** Forgets up to `limit` of those older than `days`; answers how many. */
  async forget(db: Queryable, days: number, limit: number): Promise<number> {
    const rows = await db.query(
      `DELETE FROM notification WHERE id IN (SELECT id FROM notification WHERE created_at < now() - make_interval(days => $1) LIMIT $2) RETURNING 1`,
      [days, limit],
    );
    return rows.length;
  }

  async forgetFates(db: Queryable, days: number): Promise<void> {
    await db.query('DELETE FROM fate WHERE noted_at < now() - make_interval(days => $1)', [days]);
  }
}
