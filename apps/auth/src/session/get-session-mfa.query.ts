import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { SessionRepository } from './session.repository.js';

/** How a live session stands to the second factor: what its older tokens say may be out of date. */
@Injectable()
export class GetSessionMfa {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
  ) {}

  /** @throws {AppError} SESSION_REVOKED */
  async execute({ sessionId }: auth.GetSessionMfaInput): Promise<{ readonly mfa: auth.MfaState }> {
    const mfa = await this.sessions.mfaOf(this.database, sessionId);
    if (mfa === null) throw new AppError('SESSION_REVOKED');
    return { mfa };
  }
}
