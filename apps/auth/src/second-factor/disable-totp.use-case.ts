import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { SecondFactorRepository } from './second-factor.repository.js';
import { TryFactor } from './try-factor.use-case.js';

/** Forgets an authenticator app for a code of it, or for one that stands in for it (A-V1-05). */
@Injectable()
export class DisableTotp {
  constructor(
    private readonly transactions: Transactions,
    private readonly factors: SecondFactorRepository,
    private readonly tryFactor: TryFactor,
  ) {}

  /** @throws {AppError} SECOND_FACTOR_WRONG, RATE_LIMITED */
  async execute({ userId, code, client }: auth.DisableTotpInput): Promise<null> {
    const refusal = await this.transactions.run(async (tx) => {
      const refusal = await this.tryFactor.execute(tx, { userId, code, mayActivate: false, client: client ?? null });
      if (refusal === null) await this.factors.remove(tx, userId, 'totp');
      return refusal;
    });
    if (refusal !== null) throw refusal;
    return null;
  }
}
