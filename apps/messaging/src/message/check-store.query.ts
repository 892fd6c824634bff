import { Injectable } from '@nestjs/common';
import { Database } from '@parley/persistence';

/** Whether messages can be read, as the gateways' health reports it (C07). */
@Injectable()
export class CheckStore {
  constructor(private readonly database: Database) {}

  /** @throws {AppError} SERVICE_UNAVAILABLE when they cannot */
  async execute(): Promise<null> {
    await this.database.query('SELECT 1 FROM message LIMIT 1');
    return null;
  }
}
