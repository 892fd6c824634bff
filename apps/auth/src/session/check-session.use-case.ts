import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Database, Transactions } from '@parley/persistence';
import { hashSecret } from './secret.codec.js';
import { sessionRules } from './session.policy.js';
import { SessionRepository } from './session.repository.js';

/** Resolves UMOC's pair of session id and opaque token, and slides the session's end (A-UM-02, A-UM-03). */
@Injectable()
export class CheckSession {
  constructor(
    private readonly transactions: Transactions,
    private readonly database: Database,
    private readonly sessions: SessionRepository,
  ) {}

  /** @throws {AppError} TOKEN_INVALID for a wrong pair, SESSION_REVOKED for a right one whose session has ended */
  async execute({ sessionId, token }: auth.CheckSessionInput): Promise<auth.Session> {
    const { sliding } = sessionRules.umoc;
    if (sliding === null) throw new AppError('TOKEN_INVALID');
    const tokenHash = hashSecret(token);
    const { idleSeconds, maxSeconds } = sliding;
    const session = await this.transactions.run((tx) => this.sessions.slide(tx, sessionId, tokenHash, idleSeconds, maxSeconds));
    if (session !== null) return { ...session, expiresAt: session.expiresAt.toISOString() };
    const hasEnded = await this.sessions.hasToken(this.database, sessionId, tokenHash);
    throw new AppError(hasEnded ? 'SESSION_REVOKED' : 'TOKEN_INVALID');
  }
}
