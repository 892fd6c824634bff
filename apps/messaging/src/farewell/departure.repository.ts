import { Injectable } from '@nestjs/common';
import type { ConversationId, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

/** What somebody kept for themselves, and what others kept about them (C80). */
const removals: readonly string[] = [
  'DELETE FROM preference WHERE user_id = $1',
  'DELETE FROM preference WHERE target_id = $1',
  `DELETE FROM block_mirror WHERE split_part(pair_key, ':', 1) = $1::uuid::text`,
  `DELETE FROM block_mirror WHERE split_part(pair_key, ':', 2) = $1::uuid::text`,
];

@Injectable()
export class DepartureRepository {
  /** Ids of the live rooms a user is in. */
  async roomsOf(db: Queryable, userId: UserId): Promise<readonly ConversationId[]> {
    const rows = await db.query<{ readonly id: ConversationId }>(
      `SELECT c.id FROM member m JOIN conversation c ON c.id = m.conversation_id
        WHERE m.user_id = $1 AND m.left_at IS NULL AND c.kind = 'room' AND c.deleted_at IS NULL`,
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  async removeKept(tx: Tx, userId: UserId): Promise<void> {
    for (const sql of removals) await tx.query(sql, [userId]);
  }

  /** Takes a member out under the room's lock; false when somebody else has. An owner's place goes to the longest-serving admin, else member (C40). */
  async leave(tx: Tx, roomId: ConversationId, userId: UserId): Promise<boolean> {
    await tx.query('SELECT 1 FROM conversation WHERE id = $1 FOR UPDATE', [roomId]);
    const left = await tx.query<{ readonly role: string }>(
      `UPDATE member SET left_at = now(), left_seq = (SELECT last_seq + 1 FROM conversation WHERE id = $1)
        WHERE conversation_id = $1 AND user_id = $2 AND left_at IS NULL RETURNING role`,
      [roomId, userId],
    );
    if (left.length === 0) return false;
    await tx.query('UPDATE conversation SET member_count = member_count - 1, updated_at = now() WHERE id = $1', [roomId]);
    if (left[0]?.role === 'owner') await this.passOwnership(tx, roomId);
    return true;
  }

  /** In a room where nobody is left, the room ends with its owner. */
  private async passOwnership(tx: Tx, roomId: ConversationId): Promise<void> {
    await tx.query(
      `WITH heir AS (
         UPDATE member SET role = 'owner' WHERE conversation_id = $1 AND user_id = (
           SELECT user_id FROM member WHERE conversation_id = $1 AND left_at IS NULL ORDER BY role = 'admin' DESC, joined_at, user_id LIMIT 1
         ) RETURNING user_id
       ) UPDATE conversation SET owner_id = (SELECT user_id FROM heir),
                deleted_at = CASE WHEN EXISTS (SELECT 1 FROM heir) THEN NULL ELSE now() END
          WHERE id = $1`,
      [roomId],
    );
  }
}
