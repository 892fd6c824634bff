import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';
import { ConfirmEmail } from '../account/confirm-email.use-case.js';
import { UseCode } from './use-code.use-case.js';

/** Holds a code against the one mailed to an account, inside the caller's transaction, which must commit either way. */
@Injectable()
export class ConfirmByCode {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly useCode: UseCode,
    private readonly confirmEmail: ConfirmEmail,
  ) {}

  /** The account, verified; null for a wrong code. */
  async execute(tx: Tx, { userId, email }: auth.Account, code: string): Promise<auth.Account | null> {
    if (email === null || !(await this.useCode.execute(tx, userId, 'email', code))) return null;
    await this.confirmEmail.execute(tx, userId, email);
    return this.accounts.find(tx, userId);
  }
}
