import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { RevokeSessions } from './revoke-sessions.use-case.js';
import { sessionRules } from './session.policy.js';
import { SessionRepository } from './session.repository.js';

/** Ends a session, and in ConnectBest the user's others there too (C21). Repeating it, or a session of somebody else, changes nothing. */
@Injectable()
export class LogOut {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionRepository,
    private readonly revokeSessions: RevokeSessions,
  ) {}

  async execute({ userId, sessionId }: auth.LogOutInput): Promise<null> {
    const revoked = await this.transactions.run(async (tx) => {
      const dialect = await this.sessions.dialectOf(tx, sessionId, userId);
      if (dialect === null) return [];
      const endsAll = sessionRules[dialect].logOutEnds === 'dialect';
      const ids = endsAll ? (await this.sessions.listLive(tx, userId, dialect)).map(({ id }) => id) : [sessionId];
      return this.revokeSessions.execute(tx, ids, 'logout', { userId, sessionId, dialect });
    });
    this.revokeSessions.announce(revoked);
    return null;
  }
}
