import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { addressDigest, unseal } from '@parley/runtime';
import { OutboxFolder } from '../carrier/outbox-folder.js';
import { NotificationConfig } from '../notification.config.js';

/** Takes what was sent to a deleted person out of the ledger, and out of the outbox folder (C80). Repeating it changes nothing. */
@Injectable()
export class ForgetAddresses {
  constructor(
    private readonly database: Database,
    private readonly config: NotificationConfig,
  ) {}

  async execute(userId: UserId, sealedAddresses: string): Promise<void> {
    const key = this.config.SERVER_KEY;
    const addresses = JSON.parse(unseal(key, sealedAddresses)) as readonly string[];
    // Lowered in one place: not every capital is lowered alike by Node and Postgres.
    await this.database.query(
      `DELETE FROM delivery WHERE lower(recipient) IN (SELECT lower(address) FROM unnest($1::text[]) AS address)
          OR split_part(recipient, '.', 1) = ANY ($2::text[])`,
      [addresses, addresses.map((address) => addressDigest(key, address))],
    );
    await new OutboxFolder(this.config.PARLEY_DATA).forget(userId, addresses);
  }
}
