import { Injectable } from '@nestjs/common';
import { newId, type AnyId, type messaging, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

const columns = `id, is_pinned AS "isPinned", is_muted AS "isMuted", is_favorite AS "isFavorite", custom_ringtone AS "customRingtone"`;

/** Copies keep the newest by this time, to the millisecond: two changes never share one. */
export const nextTime = `greatest(clock_timestamp(), p.updated_at + interval '1 millisecond')`;

const untouched: messaging.Preferences = { id: null, isPinned: false, isMuted: false, isFavorite: false, customRingtone: null };

export type PreferenceChanges = Omit<messaging.ChangePreferencesInput, 'viewerId' | 'conversation'>;

/** Kept per user and target: a room, or the other user of a direct conversation. */
@Injectable()
export class PreferenceRepository {
  async find(db: Queryable, userId: UserId, targetId: AnyId): Promise<messaging.Preferences> {
    const [row] = await db.query<messaging.Preferences>(`SELECT ${columns} FROM preference WHERE user_id = $1 AND target_id = $2`, [
      userId,
      targetId,
    ]);
    return row ?? untouched;
  }

  /** The other users of direct conversations; a favourite room is none. */
  async favorites(db: Queryable, userId: UserId): Promise<readonly UserId[]> {
    const rows = await db.query<{ readonly id: UserId }>(
      'SELECT p.target_id AS id FROM preference p JOIN user_mirror u ON u.id = p.target_id WHERE p.user_id = $1 AND p.is_favorite',
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * One statement, so that two changes at the same moment both hold. Null when the user is gone: who is deleted meanwhile is so
   * before, or behind the commit, and takes his preferences along (C80).
   */
  async change(tx: Tx, userId: UserId, targetId: AnyId, changes: PreferenceChanges): Promise<messaging.Preferences | null> {
    const { isPinned, isMuted, isFavorite, customRingtone } = changes;
    const [row] = await tx.query<messaging.Preferences>(
      `INSERT INTO preference AS p (user_id, target_id, is_pinned, is_muted, is_favorite, custom_ringtone, id, is_enabled, mentions)
       SELECT id, $2::uuid, coalesce($3::boolean, false), coalesce($4::boolean, false), coalesce($5::boolean, false), $6::text, $8::uuid, NOT $4,
         CASE WHEN $4 IS NOT NULL THEN 'all' END
         FROM user_mirror WHERE id = $1 AND deleted_at IS NULL FOR SHARE
       ON CONFLICT (user_id, target_id) DO UPDATE SET is_pinned = coalesce($3, p.is_pinned), is_muted = coalesce($4, p.is_muted),
         is_favorite = coalesce($5, p.is_favorite), custom_ringtone = CASE WHEN $7 THEN $6 ELSE p.custom_ringtone END, is_enabled = coalesce(NOT $4, p.is_enabled),
         mentions = CASE WHEN $4 IS NULL THEN p.mentions WHEN $4 OR p.mentions <> 'nothing' THEN coalesce(p.mentions, 'all') ELSE 'all' END,
         updated_at = ${nextTime}
       RETURNING ${columns}`,
      [userId, targetId, isPinned ?? null, isMuted ?? null, isFavorite ?? null, customRingtone ?? null, customRingtone !== undefined, newId()],
    );
    return row ?? null;
  }
}
