import { Injectable } from '@nestjs/common';
import type { auth, SessionId } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { RevokeSessions } from './revoke-sessions.use-case.js';
import { sessionRules } from './session.policy.js';
import { SessionRepository } from './session.repository.js';

/**
 * Ends a session, and when ConnectBest is acted in the user's sessions there with it, whichever dialect made the first (C21).
 * Repeating it, or a session of somebody else, changes nothing.
 */
@Injectable()
export class LogOut {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionRepository,
    private readonly revokeSessions: RevokeSessions,
  ) {}

  async execute(input: auth.LogOutInput): Promise<null> {
    const { userId, sessionId, dialect } = input;
    const revoked = await this.transactions.run(async (tx) => {
      const mfa = await this.sessions.mfaOfOwn(tx, sessionId, userId);
      if (mfa === null) return [];
      // A password alone puts nobody else out (C18).
      const ids = mfa === 'pending' ? [sessionId] : await this.endedBy(tx, input);
      return this.revokeSessions.execute(tx, ids, 'logout', { userId, sessionId, dialect });
    });
    this.revokeSessions.announce(revoked);
    return null;
  }

  private async endedBy(tx: Tx, { userId, sessionId, dialect }: auth.LogOutInput): Promise<readonly SessionId[]> {
    if (sessionRules[dialect].logOutEnds === 'session') return [sessionId];
    const live = await this.sessions.listLive(tx, userId, dialect);
    return [...new Set([sessionId, ...live.map(({ id }) => id)])];
  }
}
