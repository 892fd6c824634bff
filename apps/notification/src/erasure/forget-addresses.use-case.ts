import { Injectable } from '@nestjs/common';
import { Database } from '@parley/persistence';
import { unseal } from '@parley/runtime';
import { NotificationConfig } from '../notification.config.js';

/** Takes what was sent to a deleted person out of the ledger (C80). Repeating it changes nothing. */
@Injectable()
export class ForgetAddresses {
  constructor(
    private readonly database: Database,
    private readonly config: NotificationConfig,
  ) {}

  async execute(sealedAddresses: string): Promise<void> {
    const addresses = JSON.parse(unseal(this.config.SERVER_KEY, sealedAddresses)) as readonly string[];
    await this.database.query('DELETE FROM delivery WHERE lower(recipient) = ANY ($1::text[])', [addresses.map((address) => address.toLowerCase())]);
  }
}
