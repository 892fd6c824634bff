import { Injectable } from '@nestjs/common';
import type { auth, Dialect, newId, SessionId, UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

type RefreshTokenId = ReturnType<typeof newId<'refresh-token'>>;

/** What is stored of a refresh token: never the token. */
export interface NewRefreshToken {
  readonly id: RefreshTokenId;
  readonly hash: Buffer;
  readonly ttlSeconds: number;
}

/** A refresh token with what stands behind it. */
export interface PresentedToken {
  readonly id: RefreshTokenId;
  readonly sessionId: SessionId;
  readonly dialect: Dialect;
  readonly mfa: auth.MfaState;
  readonly userId: UserId;
  readonly username: string;
  readonly state: auth.Account['state'];
  readonly isRotated: boolean;
  /** Neither it nor its session has ended. */
  readonly isLive: boolean;
}

const insertToken = {
  name: 'refresh_token_insert',
  text: 'INSERT INTO refresh_token (id, session_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + make_interval(secs => $4))',
};

@Injectable()
export class RefreshTokenRepository {
  /** The next token of a session; the first is stored with it. */
  async insert(tx: Tx, sessionId: SessionId, { id, hash, ttlSeconds }: NewRefreshToken): Promise<void> {
    await tx.query(insertToken, [id, sessionId, hash, ttlSeconds]);
  }

  /**
   * The token, its session locked: of two uses at once the second sees what the first did. Not the token itself: whoever
   * ends sessions, or erases them with their tokens, begins with the session, too.
   */
  async lock(tx: Tx, tokenHash: Buffer): Promise<PresentedToken | null> {
    await tx.query('SELECT 1 FROM session WHERE id = (SELECT session_id FROM refresh_token WHERE token_hash = $1) FOR UPDATE', [tokenHash]);
    const rows = await tx.query<PresentedToken>(
      `SELECT token.id, session.id AS "sessionId", dialect, mfa, user_id AS "userId", username, state, rotated_to IS NOT NULL AS "isRotated",
              revoked_at IS NULL AND token.expires_at > now() AS "isLive"
         FROM refresh_token token JOIN session ON session.id = session_id JOIN account USING (user_id)
        WHERE token.token_hash = $1`,
      [tokenHash],
    );
    return rows[0] ?? null;
  }

  async markRotated(tx: Tx, id: RefreshTokenId, successor: RefreshTokenId): Promise<void> {
    await tx.query('UPDATE refresh_token SET rotated_to = $2 WHERE id = $1', [id, successor]);
  }
}
