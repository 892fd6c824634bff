import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';
import { scaled, type GuessLimit } from '../account/attempt-limit.policy.js';
import { AttemptRepository, subjectOf, type Attempt } from '../account/attempt.repository.js';
import { AuthConfig } from '../auth.config.js';
import { ConfirmByCode } from './confirm-by-code.use-case.js';

/**
 * Wrong codes of one address, from wherever. A new code comes every minute: who could try five of each for weeks would
 * come upon one, and an address of ADMIN_EMAILS makes admins.
 */
const guessLimit: GuessLimit = { max: 10, windowSeconds: 3_600 };

/** Verifies an address by the code mailed to it (C17, A-CB-09). */
@Injectable()
export class VerifyEmail {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly attempts: AttemptRepository,
    private readonly confirmByCode: ConfirmByCode,
    private readonly config: AuthConfig,
  ) {}

  /** @throws {AppError} VERIFICATION_CODE_WRONG, RATE_LIMITED {retryAfterSeconds}; for an unknown address, too */
  async execute(input: auth.VerifyEmailInput): Promise<auth.Account> {
    const outcome = await this.transactions.run(async (tx) => {
      const account = await this.accounts.lockByEmail(tx, input.email);
      const outcome = account?.isEmailVerified === true ? account : await this.tryCode(tx, account, input);
      const attempt: Attempt = { kind: 'verify-email', identifier: input.email, userId: account?.userId ?? null, client: input.client ?? null };
      await this.attempts.log(tx, attempt, outcome instanceof AppError ? outcome.code : 'success');
      return outcome;
    });
    // After the commit: a wrong try stays counted.
    if (outcome instanceof AppError) throw outcome;
    return outcome;
  }

  private async tryCode(tx: Tx, account: auth.Account | null, { email, code }: auth.VerifyEmailInput): Promise<auth.Account | AppError> {
    const limit = scaled(guessLimit, this.config.RATE_LIMIT_SCALE);
    const subject = subjectOf(email, account?.userId ?? null);
    const retryAfterSeconds = await this.attempts.guessWaitSeconds(tx, 'verify-email', subject, limit);
    if (retryAfterSeconds !== null) return new AppError('RATE_LIMITED', { retryAfterSeconds });
    const verified = account === null ? null : await this.confirmByCode.execute(tx, account, code);
    return verified ?? new AppError('VERIFICATION_CODE_WRONG');
  }
}
