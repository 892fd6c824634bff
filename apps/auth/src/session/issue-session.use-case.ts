import { Injectable } from '@nestjs/common';
import { newId, type auth, type SessionId, type UserId } from '@parley/contracts';
import { Database, type Tx } from '@parley/persistence';
import type { Credentials } from '../account/account.repository.js';
import { LogInRepository } from './log-in.repository.js';
import { RevokeSessions } from './revoke-sessions.use-case.js';
import { hashSecret, newSecret } from './secret.codec.js';
import { mayReplaceSessions, sessionRules, sessionTtlSeconds } from './session.policy.js';
import type { NewSession } from './session-opening.js';
import { SessionRepository } from './session.repository.js';
import { TokenIssuer } from './token-issuer.js';

export interface Issued {
  readonly session: auth.IssuedSession;
  /** Sessions that gave way to it: to be announced after commit. */
  readonly replaced: readonly auth.Revocation[];
}

/** A session that is about to be stored, and what of it only its holder gets. */
interface Draft {
  readonly row: NewSession;
  readonly refreshToken: string | null;
  readonly sessionToken: string | null;
}

/** Opens a session by its dialect's rules. */
@Injectable()
export class IssueSession {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly logIns: LogInRepository,
    private readonly revokeSessions: RevokeSessions,
    private readonly issuer: TokenIssuer,
  ) {}

  /** Inside the transaction that made the account or noted its log-in, and so has its row locked: log-ins take turns. */
  async execute(tx: Tx, account: auth.Account, client: auth.ClientInput, mfa: auth.MfaState): Promise<Issued> {
    const replaced = await this.makeRoom(tx, account, client);
    const draft = await this.draft(account.userId, client, mfa);
    const expiresAt = await this.sessions.insert(tx, draft.row);
    return { session: await this.hand(draft, account, expiresAt), replaced };
  }

  /** In the statement that notes the log-in, for dialects in which no session gives way; null when the credentials changed since they were checked. */
  async atLogIn(credentials: Credentials, input: auth.LogInInput, mfa: auth.MfaState): Promise<auth.LogIn | null> {
    const draft = await this.draft(credentials.account.userId, input.client, mfa);
    const opened = await this.logIns.open(this.database, credentials, input, draft.row);
    return opened === null ? null : { account: opened.account, session: await this.hand(draft, opened.account, opened.expiresAt) };
  }

  private async draft(userId: UserId, client: auth.ClientInput, mfa: auth.MfaState): Promise<Draft> {
    const rules = sessionRules[client.dialect];
    const id = newId<'session'>();
    const sessionToken = rules.sliding === null ? null : newSecret();
    const refresh = await this.issuer.issueRefresh({ userId, sessionId: id, dialect: client.dialect });
    const tokenHash = sessionToken === null ? null : hashSecret(sessionToken);
    const row = { id, userId, client, tokenHash, mfa, accessTtlSeconds: rules.accessTtlSeconds, ttlSeconds: sessionTtlSeconds(rules), refresh };
    return { row, sessionToken, refreshToken: refresh?.token ?? null };
  }

  private async hand({ row, refreshToken, sessionToken }: Draft, account: auth.Account, expiresAt: Date): Promise<auth.IssuedSession> {
    const { id: sessionId, mfa, accessTtlSeconds, refresh, client } = row;
    // Noted or made by this transaction: its time, which is the database's.
    const now = new Date(account.lastLoginAt ?? account.createdAt);
    return {
      sessionId,
      accessToken: await this.issuer.issueAccess({ account, sessionId, dialect: client.dialect, mfa, now }),
      accessTtlSeconds,
      refreshToken,
      refreshTtlSeconds: refresh?.ttlSeconds ?? null,
      sessionToken,
      expiresAt: expiresAt.toISOString(),
      mfa,
    };
  }

  private async makeRoom(tx: Tx, { userId }: auth.Account, client: auth.ClientInput): Promise<readonly auth.Revocation[]> {
    if (!mayReplaceSessions(client)) return [];
    const { dialect, deviceId } = client;
    const { maxLive, isOnePerDevice } = sessionRules[dialect];
    const live = await this.sessions.listLive(tx, userId, dialect, deviceId);
    const givingWay = new Set<SessionId>();
    if (maxLive !== null) live.slice(maxLive - 1).forEach(({ id }) => givingWay.add(id));
    if (isOnePerDevice) live.filter(({ isOfDevice }) => isOfDevice).forEach(({ id }) => givingWay.add(id));
    return this.revokeSessions.execute(tx, [...givingWay], 'replaced', null);
  }
}
