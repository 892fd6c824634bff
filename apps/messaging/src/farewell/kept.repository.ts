import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

const removals: readonly string[] = [
  'DELETE FROM scheduled_message WHERE sender_id = $1',
  'DELETE FROM preference WHERE user_id = $1',
  'DELETE FROM preference WHERE target_id = $1',
  'DELETE FROM room_key WHERE user_id = $1',
  `DELETE FROM block_mirror WHERE split_part(pair_key, ':', 1) = $1::uuid::text`,
  `DELETE FROM block_mirror WHERE split_part(pair_key, ':', 2) = $1::uuid::text`,
];

/** What somebody kept for themselves, and what others kept about them (C80). */
@Injectable()
export class KeptRepository {
  async removeOf(tx: Tx, userId: UserId): Promise<void> {
    for (const sql of removals) await tx.query(sql, [userId]);
  }
}
