import { Injectable } from '@nestjs/common';
import { newId, type auth, type SessionId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { RevokeSessions } from './revoke-sessions.use-case.js';
import { hashSecret, newSecret } from './secret.codec.js';
import { sessionRules, sessionTtlSeconds, type SessionRules } from './session.policy.js';
import { SessionRepository } from './session.repository.js';
import { TokenIssuer } from './token-issuer.js';

export interface Issued {
  readonly session: auth.IssuedSession;
  /** Sessions that gave way to it: to be announced after commit. */
  readonly replaced: readonly auth.Revocation[];
}

/** Opens a session by its dialect's rules, inside the transaction that made the account or noted its log-in, and so has its row locked: log-ins take turns. */
@Injectable()
export class IssueSession {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly revokeSessions: RevokeSessions,
    private readonly issuer: TokenIssuer,
  ) {}

  async execute(tx: Tx, account: auth.Account, client: auth.ClientInput, mfa: auth.MfaState): Promise<Issued> {
    const rules = sessionRules[client.dialect];
    const replaced = await this.makeRoom(tx, account, client, rules);
    const sessionToken = rules.sliding === null ? null : newSecret();
    const sessionId = newId<'session'>();
    // Noted or made by this transaction: its time, which is the database's.
    const now = new Date(account.lastLoginAt ?? account.createdAt);
    const holder = { account, sessionId, dialect: client.dialect, mfa, now };
    const refresh = await this.issuer.issueRefresh(holder);
    const expiresAt = await this.sessions.insert(tx, {
      id: sessionId,
      userId: account.userId,
      client,
      tokenHash: sessionToken === null ? null : hashSecret(sessionToken),
      mfa,
      accessTtlSeconds: rules.accessTtlSeconds,
      ttlSeconds: sessionTtlSeconds(rules),
      refresh,
    });
    const session: auth.IssuedSession = {
      sessionId,
      accessToken: await this.issuer.issueAccess(holder),
      accessTtlSeconds: rules.accessTtlSeconds,
      refreshToken: refresh?.token ?? null,
      refreshTtlSeconds: rules.refresh?.ttlSeconds ?? null,
      sessionToken,
      expiresAt: expiresAt.toISOString(),
      mfa,
    };
    return { session, replaced };
  }

  private async makeRoom(tx: Tx, { userId }: auth.Account, { dialect, deviceId }: auth.ClientInput, rules: SessionRules) {
    if (rules.maxLive === null && !(rules.isOnePerDevice && deviceId !== null)) return [];
    const live = await this.sessions.listLive(tx, userId, dialect);
    const givingWay = new Set<SessionId>();
    if (rules.maxLive !== null) live.slice(rules.maxLive - 1).forEach(({ id }) => givingWay.add(id));
    if (rules.isOnePerDevice) live.filter((session) => session.deviceId === deviceId).forEach(({ id }) => givingWay.add(id));
    return this.revokeSessions.execute(tx, [...givingWay], 'replaced', null);
  }
}
