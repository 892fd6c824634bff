import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import type { Identity } from './openid-provider.client.js';

@Injectable()
export class OauthRepository {
  /** Keeps what a sign-in needs to finish, and sweeps what nobody came back for. */
  async putState(tx: Tx, stateHash: Buffer, sealed: string, ttlSeconds: number): Promise<void> {
    await tx.query('DELETE FROM oauth_state WHERE expires_at <= now()');
    await tx.query('INSERT INTO oauth_state (state_hash, sealed, expires_at) VALUES ($1, $2, now() + make_interval(secs => $3))', [
      stateHash,
      sealed,
      ttlSeconds,
    ]);
  }

  /** Once: of two who come back with one state the second gets null. */
  async takeState(tx: Tx, stateHash: Buffer): Promise<string | null> {
    const rows = await tx.query<{ readonly sealed: string }>(
      `WITH taken AS (DELETE FROM oauth_state WHERE state_hash = $1 AND expires_at > now() RETURNING sealed) SELECT sealed FROM taken`,
      [stateHash],
    );
    return rows[0]?.sealed ?? null;
  }

  async userOf(tx: Tx, { issuer, subject }: Identity): Promise<UserId | null> {
    const rows = await tx.query<{ readonly userId: UserId }>('SELECT user_id AS "userId" FROM oauth_identity WHERE issuer = $1 AND subject = $2', [
      issuer,
      subject,
    ]);
    return rows[0]?.userId ?? null;
  }

  /** Ties an identity to a user, or brings what the provider says of it up to date. */
  async put(tx: Tx, userId: UserId, { issuer, subject, email, name, picture }: Identity): Promise<void> {
    await tx.query(
      `INSERT INTO oauth_identity (issuer, subject, user_id, email, profile) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (issuer, subject) DO UPDATE SET email = excluded.email, profile = excluded.profile, updated_at = now()`,
      [issuer, subject, userId, email, JSON.stringify({ name, picture })],
    );
  }
}
