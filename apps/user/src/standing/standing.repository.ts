import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

/** What somebody was to others, and others to them; and when they were last here. */
const ties: readonly string[] = [
  'DELETE FROM contact WHERE low = $1',
  'DELETE FROM contact WHERE high = $1',
  'DELETE FROM block WHERE blocker_id = $1',
  'DELETE FROM block WHERE blocked_id = $1',
  'DELETE FROM streak WHERE low = $1',
  'DELETE FROM streak WHERE high = $1',
  'DELETE FROM presence WHERE user_id = $1',
];

@Injectable()
export class StandingRepository {
  async note(tx: Tx, userId: UserId, state: 'active' | 'suspended', at: string): Promise<void> {
    await tx.query(
      `UPDATE profile SET suspended_at = CASE WHEN $2 = 'suspended' THEN $3::timestamptz END, standing_at = $3
        WHERE user_id = $1 AND coalesce(standing_at, '-infinity') < $3`,
      [userId, state, at],
    );
  }

  async cutTies(tx: Tx, userId: UserId): Promise<void> {
    for (const sql of ties) await tx.query(sql, [userId]);
  }
}
