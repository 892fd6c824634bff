import { Injectable } from '@nestjs/common';
import type { Queryable } from '@parley/persistence';

/** Objects that no row needs any more and that the store has not yet confirmed to be gone. */
@Injectable()
export class DoomedRepository {
  async add(db: Queryable, keys: readonly string[]): Promise<void> {
    await db.query('INSERT INTO doomed_object (key) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [keys]);
  }

  /** Up to `limit` keys whose time has come; nobody else takes them for a minute. */
  async claim(db: Queryable, limit: number): Promise<readonly string[]> {
    const rows = await db.query<{ key: string }>(
      `WITH due AS (SELECT key FROM doomed_object WHERE next_try_at <= now() ORDER BY next_try_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       UPDATE doomed_object o SET next_try_at = now() + interval '1 minute' FROM due WHERE o.key = due.key RETURNING o.key`,
      [limit],
    );
    return rows.map(({ key }) => key);
  }

  async forget(db: Queryable, keys: readonly string[]): Promise<void> {
    await db.query('DELETE FROM doomed_object WHERE key = ANY($1::text[])', [keys]);
  }
}
