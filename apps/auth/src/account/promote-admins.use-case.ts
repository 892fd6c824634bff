import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '@parley/persistence';
import { AuthConfig } from '../auth.config.js';
import { AccountRepository } from './account.repository.js';

/** At start: accounts that were verified before their address was added to ADMIN_EMAILS. */
@Injectable()
export class PromoteAdmins implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly config: AuthConfig,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.execute();
  }

  execute(): Promise<void> {
    return this.transactions.run((tx) => this.accounts.promote(tx, this.config.ADMIN_EMAILS));
  }
}
