import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import type { Purpose, StoredCode } from './verification-code.policy.js';

@Injectable()
export class VerificationCodeRepository {
  /** Puts a code in the place of an older one; false when that was asked for less than `resendSeconds` ago. */
  async put(
    tx: Tx,
    userId: UserId,
    purpose: Purpose,
    digest: Buffer,
    rules: { readonly ttlSeconds: number; readonly resendSeconds: number; readonly isAsked: boolean },
  ): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO verification_code AS code (user_id, purpose, code_digest, expires_at, is_asked)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4), $6)
       ON CONFLICT (user_id, purpose) DO UPDATE
          SET code_digest = excluded.code_digest, expires_at = excluded.expires_at, is_asked = excluded.is_asked, sent_at = now(), attempts = 0
        WHERE NOT code.is_asked OR code.sent_at <= now() - make_interval(secs => $5)
       RETURNING 1`,
      [userId, purpose, digest, rules.ttlSeconds, rules.resendSeconds, rules.isAsked],
    );
    return rows.length > 0;
  }

  /** The code, locked: tries take turns, so that none goes uncounted. */
  async lock(tx: Tx, userId: UserId, purpose: Purpose): Promise<StoredCode | null> {
    const rows = await tx.query<StoredCode>(
      `SELECT code_digest AS digest, attempts AS tries, expires_at <= now() AS "hasExpired"
         FROM verification_code WHERE user_id = $1 AND purpose = $2 FOR UPDATE`,
      [userId, purpose],
    );
    return rows[0] ?? null;
  }

  async countTry(tx: Tx, userId: UserId, purpose: Purpose): Promise<void> {
    await tx.query('UPDATE verification_code SET attempts = attempts + 1 WHERE user_id = $1 AND purpose = $2', [userId, purpose]);
  }

  async remove(tx: Tx, userId: UserId, purpose: Purpose): Promise<void> {
    await tx.query('DELETE FROM verification_code WHERE user_id = $1 AND purpose = $2', [userId, purpose]);
  }
}
