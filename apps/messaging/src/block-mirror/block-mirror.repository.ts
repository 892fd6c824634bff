import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';

@Injectable()
export class BlockMirrorRepository {
  /** An older copy never overwrites a newer one, whichever way it came. Of the deleted none is kept, come it ever so late (C80). */
  async keepNewest(db: Queryable, { blockerId, blockedId, isStanding, changedAt }: messaging.MirrorBlockInput): Promise<void> {
    await db.query(
      `WITH pair AS MATERIALIZED (SELECT deleted_at FROM user_mirror WHERE id IN ($1::uuid, $2::uuid) ORDER BY id FOR SHARE)
       INSERT INTO block_mirror (pair_key, blocker_id, is_standing, changed_at)
       SELECT least($1::uuid, $2::uuid) || ':' || greatest($1::uuid, $2::uuid), $1, $3::boolean, $4::timestamptz
        WHERE NOT EXISTS (SELECT 1 FROM pair WHERE deleted_at IS NOT NULL)
       ON CONFLICT (pair_key, blocker_id) DO UPDATE SET is_standing = excluded.is_standing, changed_at = excluded.changed_at
       WHERE block_mirror.changed_at < excluded.changed_at`,
      [blockerId, blockedId, isStanding, changedAt],
    );
  }

  /** Those of the pairs of which one blocks the other. */
  async standing(db: Queryable, pairKeys: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await db.query<{ key: string }>('SELECT pair_key AS key FROM block_mirror WHERE pair_key = ANY($1::text[]) AND is_standing', [
      pairKeys,
    ]);
    return new Set(rows.map(({ key }) => key));
  }

  /** Whether one of a pair blocks the other. */
  async standsIn(db: Queryable, pairKey: string): Promise<boolean> {
    return (await this.standing(db, [pairKey])).has(pairKey);
  }
}
