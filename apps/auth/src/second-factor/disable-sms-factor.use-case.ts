import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { KeyedTurns } from '@parley/runtime';
import { AccountRepository } from '../account/account.repository.js';
import { AttemptRepository } from '../account/attempt.repository.js';
import { passwordMatches } from '../account/password.codec.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { TryFactor } from './try-factor.use-case.js';

/** Forgets the phone number of the second factor for the password (A-CB-07). */
@Injectable()
export class DisableSmsFactor {
  private readonly turns = new KeyedTurns();

  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly attempts: AttemptRepository,
    private readonly factors: SecondFactorRepository,
    private readonly tryFactor: TryFactor,
  ) {}

  /** @throws {AppError} CREDENTIALS_WRONG, RATE_LIMITED */
  async execute(input: auth.DisableSmsFactorInput): Promise<null> {
    const refusal = await this.turns.take(input.userId, () => this.tryPassword(input));
    if (refusal !== null) throw refusal;
    return null;
  }

  /** With the account locked, so that no guess comes in beside another. */
  private tryPassword({ userId, password, client }: auth.DisableSmsFactorInput): Promise<AppError | null> {
    return this.transactions.run(async (tx) => {
      const account = await this.accounts.lock(tx, userId);
      const retryAfterSeconds = await this.tryFactor.waitSeconds(tx, userId);
      if (retryAfterSeconds !== null) return new AppError('RATE_LIMITED', { retryAfterSeconds });
      const matches = await passwordMatches(password, await this.accounts.passwordHashOf(tx, userId));
      const attempt = { kind: 'second-factor', identifier: account?.username ?? '', userId, client: client ?? null } as const;
      await this.attempts.log(tx, attempt, matches ? 'success' : 'CREDENTIALS_WRONG');
      if (matches) await this.factors.remove(tx, userId, 'sms');
      return matches ? null : new AppError('CREDENTIALS_WRONG');
    });
  }
}
