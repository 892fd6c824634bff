import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

@Injectable()
export class PasswordResetRepository {
  /** Puts a token in the place of an older one; false when that was mailed less than `resendSeconds` ago. */
  async put(tx: Tx, userId: UserId, tokenHash: Buffer, rules: { readonly ttlSeconds: number; readonly resendSeconds: number }): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO password_reset AS reset (user_id, token_hash, expires_at) VALUES ($1, $2, now() + make_interval(secs => $3))
       ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at, sent_at = now()
        WHERE reset.sent_at <= now() - make_interval(secs => $4)
       RETURNING 1`,
      [userId, tokenHash, rules.ttlSeconds, rules.resendSeconds],
    );
    return rows.length > 0;
  }

  /** Whose live token it is; null for any other. */
  async ownerOf(db: Queryable, tokenHash: Buffer): Promise<UserId | null> {
    const rows = await db.query<{ readonly userId: UserId }>(
      'SELECT user_id AS "userId" FROM password_reset WHERE token_hash = $1 AND expires_at > now()',
      [tokenHash],
    );
    return rows[0]?.userId ?? null;
  }

  /** Uses a live token up; false when another reset was faster. */
  async use(tx: Tx, tokenHash: Buffer): Promise<boolean> {
    const rows = await tx.query('DELETE FROM password_reset WHERE token_hash = $1 AND expires_at > now() RETURNING 1', [tokenHash]);
    return rows.length > 0;
  }
}
