import { Injectable } from '@nestjs/common';
import { auth, type UserId } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import { AuthConfig } from '../auth.config.js';
import { AccountRepository } from './account.repository.js';

/** Marks an address as its account's own; an address of ADMIN_EMAILS makes the account an admin. */
@Injectable()
export class ConfirmEmail {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly outbox: Outbox,
    private readonly config: AuthConfig,
  ) {}

  async execute(tx: Tx, userId: UserId, email: string): Promise<void> {
    await this.accounts.confirmEmail(tx, userId);
    await this.accounts.promote(tx, this.config.ADMIN_EMAILS);
    await this.outbox.add(tx, auth.emailVerified, { userId, email }, null);
  }
}
