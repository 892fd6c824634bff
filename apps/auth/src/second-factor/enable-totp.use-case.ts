import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { seal } from '@parley/runtime';
import { AccountRepository } from '../account/account.repository.js';
import { AuthConfig } from '../auth.config.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { newBackupCodes, newTotpSecret, otpauthUrl } from './totp.codec.js';
import { UseFactor } from './use-factor.use-case.js';

/** Gives an authenticator app its secret; it counts once a code of it was verified (V1-1.5, A-V1-05). */
@Injectable()
export class EnableTotp {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly factors: SecondFactorRepository,
    private readonly useFactor: UseFactor,
    private readonly config: AuthConfig,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND, SECOND_FACTOR_ACTIVE */
  execute({ userId }: auth.EnableTotpInput): Promise<auth.TotpEnrolment> {
    return this.transactions.run(async (tx) => {
      const account = await this.accounts.lock(tx, userId);
      if (account === null) throw new AppError('USER_NOT_FOUND');
      const factors = await this.factors.list(tx, userId);
      if (factors.some(({ kind, isActive }) => kind === 'totp' && isActive)) throw new AppError('SECOND_FACTOR_ACTIVE');
      const secret = newTotpSecret();
      const backupCodes = newBackupCodes();
      await this.factors.put(tx, userId, { kind: 'totp', sealed: seal(this.config.SERVER_KEY, secret), isActive: false });
      const digests = backupCodes.map((code) => this.useFactor.digest(userId, code));
      await this.factors.putBackupCodes(tx, userId, digests);
      return { secret, otpauthUrl: otpauthUrl(secret, account.email ?? account.username), backupCodes };
    });
  }
}
