import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { seal, unseal } from '@parley/runtime';
import { AccountRepository } from '../account/account.repository.js';
import { AuthConfig } from '../auth.config.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { TextCode } from './text-code.use-case.js';

/** Makes a phone number the second factor, at once, and texts its first code (CB-1.10, A-CB-07). */
@Injectable()
export class EnableSmsFactor {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly factors: SecondFactorRepository,
    private readonly textCode: TextCode,
    private readonly config: AuthConfig,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND; SECOND_FACTOR_ACTIVE for another number than the active one */
  async execute({ userId, phone }: auth.EnableSmsFactorInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      if ((await this.accounts.lock(tx, userId)) === null) throw new AppError('USER_NOT_FOUND');
      const active = (await this.factors.list(tx, userId)).find(({ kind }) => kind === 'sms');
      // A borrowed session must not move the factor to a stranger's phone: disabling it asks for the password.
      if (active !== undefined && unseal(this.config.SERVER_KEY, active.sealed) !== phone) throw new AppError('SECOND_FACTOR_ACTIVE');
      if (active === undefined) await this.factors.put(tx, userId, { kind: 'sms', sealed: seal(this.config.SERVER_KEY, phone), isActive: true });
      await this.textCode.execute(tx, userId, phone);
    });
    return null;
  }
}
