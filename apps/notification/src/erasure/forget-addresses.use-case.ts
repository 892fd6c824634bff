import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { addressDigest, unseal } from '@parley/runtime';
import { OutboxFolder } from '../carrier/outbox-folder.js';
import { NotificationConfig } from '../notification.config.js';
import { RecipientRepository } from '../recipient/recipient.repository.js';

/** Takes what was sent to a deleted person out of the ledger, and out of the outbox folder (C80). Repeating it changes nothing. */
@Injectable()
export class ForgetAddresses {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: RecipientRepository,
    private readonly config: NotificationConfig,
  ) {}

  async execute(userId: UserId, sealedAddresses: string): Promise<void> {
    const key = this.config.SERVER_KEY;
    const addresses = JSON.parse(unseal(key, sealedAddresses)) as readonly string[];
    await this.transactions.run(async (tx) => {
      // What was ordered for him and comes later finds him erased.
      await this.recipients.erase(tx, userId);
      // Lowered in one place: not every capital is lowered alike by Node and Postgres.
      await tx.query(
        `DELETE FROM delivery WHERE lower(recipient) IN (SELECT lower(address) FROM unnest($1::text[]) AS address)
            OR split_part(recipient, '.', 1) = ANY ($2::text[])`,
        [addresses, addresses.map((address) => addressDigest(key, address))],
      );
    });
    await new OutboxFolder(this.config.PARLEY_DATA).forget(userId, addresses);
  }
}
