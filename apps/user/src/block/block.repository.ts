import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

/** To the microsecond: it orders the changes of a pair wherever they are mirrored. */
const iso = (time: string): string => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** When a block last changed, and whether this call changed it. */
export interface BlockState {
  readonly changedAt: string;
  readonly isStanding: boolean;
  readonly isNew: boolean;
}

@Injectable()
export class BlockRepository {
  async insert(tx: Tx, blockerId: UserId, blockedId: UserId): Promise<BlockState> {
    const [made] = await tx.query<{ changedAt: string }>(
      `INSERT INTO block (blocker_id, blocked_id, created_at) VALUES ($1, $2, clock_timestamp())
       ON CONFLICT DO NOTHING RETURNING ${iso('created_at')} AS "changedAt"`,
      [blockerId, blockedId],
    );
    if (made !== undefined) return { ...made, isStanding: true, isNew: true };
    const [there] = await tx.query<{ changedAt: string }>(
      `SELECT ${iso('created_at')} AS "changedAt" FROM block WHERE blocker_id = $1 AND blocked_id = $2 FOR UPDATE`,
      [blockerId, blockedId],
    );
    return there === undefined ? this.insert(tx, blockerId, blockedId) : { ...there, isStanding: true, isNew: false };
  }

  /** Null when there is none. */
  async delete(tx: Tx, blockerId: UserId, blockedId: UserId): Promise<BlockState | null> {
    const [gone] = await tx.query<{ changedAt: string }>(
      `DELETE FROM block WHERE blocker_id = $1 AND blocked_id = $2 RETURNING ${iso('clock_timestamp()')} AS "changedAt"`,
      [blockerId, blockedId],
    );
    return gone === undefined ? null : { ...gone, isStanding: false, isNew: true };
  }

  /** Whether either blocks the other. */
  async standsBetween(db: Queryable, one: UserId, other: UserId): Promise<boolean> {
    const sql = 'SELECT 1 FROM block WHERE (blocker_id = $1 AND blocked_id = $2) OR (blocker_id = $2 AND blocked_id = $1)';
    return (await db.query(sql, [one, other])).length > 0;
  }
}
