import { Injectable } from '@nestjs/common';
import { Database } from '@parley/persistence';

/** How much is kept, and how much comes in, as operators read it (CB-8.7). */
@Injectable()
export class CountMessages {
  constructor(private readonly database: Database) {}

  /** Both by the primary key: an id begins with its second. */
  async execute(): Promise<{ readonly total: number; readonly lastMinute: number }> {
    const [counts] = await this.database.query<{ readonly total: number; readonly lastMinute: number }>(
      `SELECT (SELECT count(*) FROM message) AS total,
              (SELECT count(*) FROM message
                WHERE id >= (lpad(to_hex(extract(epoch FROM now() - interval '60 seconds')::bigint), 8, '0') || '-0000-0000-0000-000000000000')::uuid
                  AND created_at > now() - interval '60 seconds') AS "lastMinute"`,
    );
    return counts ?? { total: 0, lastMinute: 0 };
  }
}
