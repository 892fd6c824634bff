import { Injectable } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import { Database } from '@parley/persistence';

/** The relay takes an event within a tenth of a second; a new leader of it within two. */
const mostSeconds = 5;

/** Whether the stream takes what messaging has to tell, as the gateways' health reports it (C07). */
@Injectable()
export class CheckEvents {
  constructor(private readonly database: Database) {}

  /** @throws {AppError} SERVICE_UNAVAILABLE when it does not */
  async execute(): Promise<null> {
    const late = await this.database.query(
      `SELECT 1 FROM (SELECT created_at FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT 1) oldest
        WHERE created_at < now() - make_interval(secs => $1)`,
      [mostSeconds],
    );
    if (late.length > 0) throw new AppError('SERVICE_UNAVAILABLE');
    return null;
  }
}
