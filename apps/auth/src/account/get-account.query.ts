import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { AccountRepository } from './account.repository.js';

/** An account as its owner may see it; a deleted one is unknown (A-RC-30). */
@Injectable()
export class GetAccount {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND */
  async execute({ userId }: auth.GetAccountInput): Promise<auth.Account> {
    const account = await this.accounts.find(this.database, userId);
    if (account === null) throw new AppError('USER_NOT_FOUND');
    return account;
  }
}
