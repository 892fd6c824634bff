import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { TryFactor } from '../second-factor/try-factor.use-case.js';
import { SessionRepository } from './session.repository.js';

/** Lifts a pending session for a code, or activates a prepared app in any other (V1-1.6, C18). */
@Injectable()
export class VerifySecondFactor {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionRepository,
    private readonly tryFactor: TryFactor,
  ) {}

  /** @throws {AppError} SECOND_FACTOR_WRONG, RATE_LIMITED, SESSION_REVOKED */
  async execute({ userId, sessionId, code, client }: auth.VerifySecondFactorInput): Promise<null> {
    const refusal = await this.transactions.run(async (tx) => {
      const mfa = await this.sessions.mfaOf(tx, sessionId);
      if (mfa === null) return new AppError('SESSION_REVOKED');
      const refusal = await this.tryFactor.execute(tx, { userId, code, mayActivate: mfa !== 'pending', client: client ?? null });
      if (refusal === null && mfa === 'pending') await this.sessions.passMfa(tx, sessionId, userId);
      return refusal;
    });
    // After the commit: a wrong code stays counted.
    if (refusal !== null) throw refusal;
    return null;
  }
}
