import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';
import { RefreshTokenRepository, type PresentedToken } from './refresh-token.repository.js';
import { sessionRules } from './session.policy.js';
import { SessionRepository } from './session.repository.js';
import { TokenIssuer } from './token-issuer.js';

/** Gives a session its next access token, and where the dialect rotates its next refresh token. The account is read afresh. */
@Injectable()
export class RenewSession {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly refreshTokens: RefreshTokenRepository,
    private readonly issuer: TokenIssuer,
  ) {}

  async execute(tx: Tx, token: PresentedToken): Promise<auth.IssuedSession> {
    const { sessionId, dialect, mfa } = token;
    const { accessTtlSeconds, refresh } = sessionRules[dialect];
    const account = await this.accounts.find(tx, token.userId);
    if (account === null) throw new AppError('REFRESH_TOKEN_INVALID');
    const rotation = refresh?.rotates === true ? refresh : null;
    const { now, expiresAt } = await this.sessions.renew(tx, sessionId, accessTtlSeconds, rotation?.ttlSeconds ?? accessTtlSeconds);
    const successor = rotation === null ? null : await this.issuer.issueRefresh({ userId: token.userId, sessionId, dialect });
    if (successor !== null) {
      await this.refreshTokens.insert(tx, sessionId, successor);
      await this.refreshTokens.markRotated(tx, token.id, successor.id);
    }
    return {
      sessionId,
      accessToken: await this.issuer.issueAccess({ account, sessionId, dialect, mfa, now }),
      accessTtlSeconds,
      refreshToken: successor?.token ?? null,
      refreshTtlSeconds: rotation?.ttlSeconds ?? null,
      sessionToken: null,
      expiresAt: expiresAt.toISOString(),
      mfa,
    };
  }
}
