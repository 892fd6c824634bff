import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';
import { AttemptRepository } from '../account/attempt.repository.js';
import { ConfirmEmail } from '../account/confirm-email.use-case.js';
import { UseCode } from './use-code.use-case.js';

/** Verifies an address by the code mailed to it (C17, A-CB-09). */
@Injectable()
export class VerifyEmail {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly useCode: UseCode,
    private readonly confirmEmail: ConfirmEmail,
    private readonly attempts: AttemptRepository,
  ) {}

  /** @throws {AppError} VERIFICATION_CODE_WRONG, for an unknown address too */
  async execute(input: auth.VerifyEmailInput): Promise<auth.Account> {
    const verified = await this.transactions.run(async (tx) => {
      const account = await this.accounts.lockByEmail(tx, input.email);
      const verified = account === null ? null : await this.verify(tx, account, input.code);
      const attempt = { kind: 'verify-email', identifier: input.email, userId: account?.userId ?? null, client: input.client ?? null } as const;
      await this.attempts.log(tx, attempt, verified === null ? 'VERIFICATION_CODE_WRONG' : 'success');
      return verified;
    });
    // After the commit: a wrong try stays counted.
    if (verified === null) throw new AppError('VERIFICATION_CODE_WRONG');
    return verified;
  }

  private async verify(tx: Tx, account: auth.Account, code: string): Promise<auth.Account | null> {
    if (account.isEmailVerified || account.email === null) return account;
    if (!(await this.useCode.execute(tx, account.userId, 'email', code))) return null;
    await this.confirmEmail.execute(tx, account.userId, account.email);
    return this.accounts.find(tx, account.userId);
  }
}
