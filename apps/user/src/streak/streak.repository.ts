import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

/** SQL for the Streak of the row `s` of `streak`, perhaps absent: it is over once a whole day has passed without it. */
export const streakOf = `jsonb_build_object(
  'days', CASE WHEN s.day >= (now() AT TIME ZONE 'UTC')::date - 1 THEN s.days ELSE 0 END,
  'isSafe', coalesce(s.day = (now() AT TIME ZONE 'UTC')::date, false))`;

@Injectable()
export class StreakRepository {
  /** Notes that one wrote to the other on a day (`YYYY-MM-DD`, UTC). Repeating it changes nothing. */
  async note(tx: Tx, senderId: UserId, otherId: UserId, day: string): Promise<void> {
    const [low, high] = senderId < otherId ? [senderId, otherId] : [otherId, senderId];
    await tx.query(
      `INSERT INTO streak (low, high, low_day, high_day)
       VALUES ($1, $2, CASE WHEN $3 THEN $4::date END, CASE WHEN NOT $3 THEN $4::date END)
       ON CONFLICT (low, high) DO UPDATE
         SET low_day = greatest(streak.low_day, excluded.low_day), high_day = greatest(streak.high_day, excluded.high_day)`,
      [low, high, senderId === low, day],
    );
    await tx.query(
      `UPDATE streak SET days = CASE WHEN day = $3::date - 1 THEN days + 1 ELSE 1 END, day = $3::date
        WHERE low = $1 AND high = $2 AND low_day = $3::date AND high_day = $3::date AND (day IS NULL OR day < $3::date)`,
      [low, high, day],
    );
  }
}
