import { Injectable } from '@nestjs/common';
import { AppError, type auth, type UserId } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { unseal } from '@parley/runtime';
import { AuthConfig } from '../auth.config.js';
import { SecondFactorRepository } from '../second-factor/second-factor.repository.js';
import { TextCode } from '../second-factor/text-code.use-case.js';
import { TryFactor } from '../second-factor/try-factor.use-case.js';

export type Passage = { readonly mfa: auth.MfaState } | { readonly refusal: AppError };

/** What a log-in of a user with an active factor needs beside the password (C18). No dialect has a way round it. */
@Injectable()
export class SecondFactorGate {
  constructor(
    private readonly transactions: Transactions,
    private readonly factors: SecondFactorRepository,
    private readonly tryFactor: TryFactor,
    private readonly textCode: TextCode,
    private readonly config: AuthConfig,
  ) {}

  /** `mayPend`: without a code the log-in gives a session that can do nothing until the factor is given. */
  async pass({ userId }: auth.Account, client: auth.ClientInput, code: string | null, mayPend: boolean): Promise<Passage> {
    if (code !== null) {
      const refusal = await this.transactions.run((tx) => this.tryFactor.execute(tx, { userId, code, mayActivate: false, client }));
      return refusal === null ? { mfa: 'passed' } : { refusal };
    }
    await this.transactions.run((tx) => this.text(tx, userId, mayPend));
    return mayPend ? { mfa: 'pending' } : { refusal: new AppError('SECOND_FACTOR_REQUIRED') };
  }

  /** For a sign-in that carries no code: pending where a factor is active. The caller has locked the account, so that none becomes so meanwhile. */
  async stateOf(tx: Tx, { userId }: auth.Account): Promise<auth.MfaState> {
    const factors = await this.factors.list(tx, userId);
    if (!factors.some(({ isActive }) => isActive)) return 'none';
    await this.text(tx, userId, true);
    return 'pending';
  }

  /** Who gets a pending session and has an app, uses the app; everybody else with a phone gets a code there. */
  private async text(tx: Tx, userId: UserId, mayPend: boolean): Promise<void> {
    const active = (await this.factors.list(tx, userId)).filter(({ isActive }) => isActive);
    const sms = active.find(({ kind }) => kind === 'sms');
    if (sms === undefined || (mayPend && active.length > 1)) return;
    await this.textCode.execute(tx, userId, unseal(this.config.SERVER_KEY, sms.sealed));
  }
}
