import { Injectable } from '@nestjs/common';
import { AppError, type UserId } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';

/** Who may act on others. The row decides, not the token: a role may have changed since that was made. */
@Injectable()
export class Admins {
  constructor(private readonly accounts: AccountRepository) {}

  /** @throws {AppError} ADMIN_REQUIRED */
  async require(db: Queryable, userId: UserId): Promise<void> {
    const account = await this.accounts.find(db, userId);
    if (account?.role !== 'admin' || account.state !== 'active') throw new AppError('ADMIN_REQUIRED');
  }
}
