import { Injectable } from '@nestjs/common';
import { newId, type AnyId, type ConversationId, type messaging, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { nextTime } from './preference.repository.js';

/** What of a conversation is told, kept beside a user's other preferences. */
@Injectable()
export class NoticeLevelRepository {
  list(db: Queryable, userId: UserId): Promise<readonly messaging.NoticeLevel[]> {
    return db.query<messaging.NoticeLevel>(
      `SELECT c.id AS "conversationId", p.is_enabled AS "isEnabled", p.mentions
         FROM preference p
         JOIN conversation c ON c.id = p.target_id
           OR c.direct_key = least(p.user_id, p.target_id) || ':' || greatest(p.user_id, p.target_id)
         JOIN member m ON m.conversation_id = c.id AND m.user_id = p.user_id AND m.left_at IS NULL
        WHERE p.user_id = $1 AND p.is_enabled IS NOT NULL AND c.deleted_at IS NULL ORDER BY 1`,
      [userId],
    );
  }

  /** What preferences are kept under, for those of `ids` that the user is in. Who is deleted meanwhile takes along what is kept (C80). */
  async targets(tx: Tx, userId: UserId, ids: readonly ConversationId[]): Promise<ReadonlyMap<ConversationId, AnyId>> {
    const rows = await tx.query<{ readonly id: ConversationId; readonly target: AnyId }>(
      `SELECT c.id, coalesce(CASE WHEN starts_with(c.direct_key, $1::uuid::text) THEN split_part(c.direct_key, ':', 2) ELSE split_part(c.direct_key, ':', 1) END,
         c.id::text) AS target
         FROM conversation c JOIN member m ON m.conversation_id = c.id AND m.user_id = $1::uuid AND m.left_at IS NULL
         JOIN user_mirror u ON u.id = m.user_id AND u.deleted_at IS NULL
        WHERE c.id = ANY($2::uuid[]) AND c.deleted_at IS NULL FOR SHARE OF u`,
      [userId, ids],
    );
    return new Map(rows.map(({ id, target }) => [id, target]));
  }

  /** Sets what is given, or with `isReset` nothing any more. */
  async change(tx: Tx, userId: UserId, targetId: AnyId, { isReset, isEnabled, mentions }: messaging.NoticeLevelChange): Promise<void> {
    await tx.query(
      `INSERT INTO preference AS p (id, user_id, target_id, is_enabled, mentions, is_muted)
       VALUES ($1, $2, $3, CASE WHEN NOT $4 THEN coalesce($5::boolean, true) END, CASE WHEN NOT $4 THEN coalesce($6, 'all') END,
         NOT $4 AND ($5 IS FALSE OR coalesce($6, 'all') = 'nothing'))
       ON CONFLICT (user_id, target_id) DO UPDATE SET
         is_enabled = CASE WHEN NOT $4 THEN coalesce($5, p.is_enabled, true) END,
         mentions = CASE WHEN NOT $4 THEN coalesce($6, p.mentions, 'all') END,
         is_muted = NOT $4 AND (NOT coalesce($5, p.is_enabled, true) OR coalesce($6, p.mentions, 'all') = 'nothing'),
         updated_at = ${nextTime}`,
      [newId(), userId, targetId, isReset, isEnabled ?? null, mentions ?? null],
    );
  }

  /** As others keep copies of them: where nothing is set everything is told. */
  async kept(tx: Tx, userId: UserId, targetIds: readonly AnyId[]): Promise<readonly messaging.KeptLevel[]> {
    const rows = await tx.query<Omit<messaging.KeptLevel, 'changedAt'> & { readonly changedAt: Date }>(
      `SELECT target_id AS "targetId", coalesce(is_enabled, true) AS "isEnabled", coalesce(mentions, 'all') AS mentions, updated_at AS "changedAt"
         FROM preference WHERE user_id = $1 AND target_id = ANY($2::uuid[])`,
      [userId, targetIds],
    );
    return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }));
  }
}
