import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { ProfileRepository } from '../profile/profile.repository.js';

/** What somebody was to others, and others to them; and when they were last here. */
const ties: readonly string[] = [
  'DELETE FROM contact WHERE low = $1',
  'DELETE FROM contact WHERE high = $1',
  'DELETE FROM block WHERE blocker_id = $1',
  'DELETE FROM block WHERE blocked_id = $1',
  'DELETE FROM streak WHERE low = $1',
  'DELETE FROM streak WHERE high = $1',
  'DELETE FROM presence WHERE user_id = $1',
  'DELETE FROM early_standing WHERE user_id = $1',
];

@Injectable()
export class StandingRepository {
  constructor(private readonly profiles: ProfileRepository) {}

  /** As auth has it since `at`; an older state never overwrites a newer one. Of who has no profile yet it is kept until there is one. */
  async note(tx: Tx, userId: UserId, state: 'active' | 'suspended', at: string): Promise<void> {
    await this.profiles.takeTurn(tx, userId);
    await tx.query(
      `WITH given AS (SELECT $1::uuid AS user_id, CASE WHEN $2 = 'suspended' THEN $3::timestamptz END AS suspended_at, $3::timestamptz AS standing_at),
         noted AS (
           UPDATE profile p SET suspended_at = given.suspended_at, standing_at = given.standing_at FROM given
            WHERE p.user_id = given.user_id AND coalesce(p.standing_at, '-infinity') < given.standing_at
         )
       INSERT INTO early_standing AS early SELECT * FROM given WHERE NOT EXISTS (SELECT 1 FROM profile WHERE user_id = $1)
       ON CONFLICT (user_id) DO UPDATE SET suspended_at = excluded.suspended_at, standing_at = excluded.standing_at
       WHERE early.standing_at < excluded.standing_at`,
      [userId, state, at],
    );
  }

  async cutTies(tx: Tx, userId: UserId): Promise<void> {
    for (const sql of ties) await tx.query(sql, [userId]);
  }
}
