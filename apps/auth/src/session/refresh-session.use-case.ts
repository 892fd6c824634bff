import { Injectable } from '@nestjs/common';
import { AppError, type auth, type ErrorCode } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { AttemptRepository } from '../account/attempt.repository.js';
import { RefreshTokenRepository, type PresentedToken } from './refresh-token.repository.js';
import { RenewSession } from './renew-session.use-case.js';
import { RevokeSessions } from './revoke-sessions.use-case.js';
import { hashSecret } from './secret.codec.js';

interface Outcome {
  readonly session: auth.IssuedSession | null;
  readonly refusal: ErrorCode | null;
  readonly revoked: readonly auth.Revocation[];
}

const refused = (refusal: ErrorCode): Outcome => ({ session: null, refusal, revoked: [] });

/** A refresh token for a new access token. What a refusal changes (a reuse ends the session) is kept, so it is thrown after commit. */
@Injectable()
export class RefreshSession {
  constructor(
    private readonly transactions: Transactions,
    private readonly refreshTokens: RefreshTokenRepository,
    private readonly renewSession: RenewSession,
    private readonly revokeSessions: RevokeSessions,
    private readonly attempts: AttemptRepository,
  ) {}

  /** @throws {AppError} REFRESH_TOKEN_INVALID, ACCOUNT_SUSPENDED */
  async execute({ refreshToken, client }: auth.RefreshInput): Promise<auth.IssuedSession> {
    const { session, refusal, revoked } = await this.transactions.run(async (tx) => {
      const token = await this.refreshTokens.lock(tx, hashSecret(refreshToken));
      const outcome = token === null ? refused('REFRESH_TOKEN_INVALID') : await this.use(tx, token);
      const attempt = { kind: 'refresh', identifier: token?.username ?? '', userId: token?.userId ?? null, client: client ?? null } as const;
      await this.attempts.log(tx, attempt, outcome.refusal ?? 'success');
      return outcome;
    });
    this.revokeSessions.announce(revoked);
    if (session === null) throw new AppError(refusal ?? 'REFRESH_TOKEN_INVALID');
    return session;
  }

  private async use(tx: Tx, token: PresentedToken): Promise<Outcome> {
    if (token.state === 'suspended') return refused('ACCOUNT_SUSPENDED');
    if (token.state === 'deleted' || !token.isLive) return refused('REFRESH_TOKEN_INVALID');
    if (token.isRotated) {
      const revoked = await this.revokeSessions.execute(tx, [token.sessionId], 'reuse', null);
      return { ...refused('REFRESH_TOKEN_INVALID'), revoked };
    }
    return { session: await this.renewSession.execute(tx, token), refusal: null, revoked: [] };
  }
}
