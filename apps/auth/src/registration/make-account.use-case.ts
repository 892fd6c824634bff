import { Injectable } from '@nestjs/common';
import { AppError, newId, type auth } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { AccountRepository, type NewAccount } from '../account/account.repository.js';
import { isReserved, usernameCandidates } from '../account/username.policy.js';

/** A new account under the username asked for, or the first free one that its address suggests (C11). */
@Injectable()
export class MakeAccount {
  constructor(private readonly accounts: AccountRepository) {}

  /** @throws {AppError} EMAIL_TAKEN, USERNAME_TAKEN */
  async execute(tx: Tx, wanted: Omit<NewAccount, 'userId' | 'username'> & { readonly username: string | null }): Promise<auth.Account> {
    const userId = newId<'user'>();
    // The unique index decides, not a look before: of two who want the same name the second gets the next one.
    for (const username of wanted.username === null ? usernameCandidates(wanted.email ?? '', Math.random) : [wanted.username]) {
      const account = isReserved(username) ? null : await this.accounts.insert(tx, { ...wanted, userId, username });
      if (account !== null) return account;
    }
    throw new AppError('USERNAME_TAKEN');
  }
}
