import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

export type FactorKind = 'sms' | 'totp';

export interface Factor {
  readonly kind: FactorKind;
  /** The app's secret, or the phone number. */
  readonly sealed: string;
  readonly isActive: boolean;
  readonly lastStep: number | null;
}

const columns = 'kind, sealed, is_active AS "isActive", last_step AS "lastStep"';

/** Its callers hold the account's row lock, so that tries take turns. */
@Injectable()
export class SecondFactorRepository {
  list(db: Queryable, userId: UserId): Promise<readonly Factor[]> {
    return db.query<Factor>(`SELECT ${columns} FROM second_factor WHERE user_id = $1`, [userId]);
  }

  async put(tx: Tx, userId: UserId, { kind, sealed, isActive }: Omit<Factor, 'lastStep'>): Promise<void> {
    await tx.query(
      `INSERT INTO second_factor (user_id, kind, sealed, is_active) VALUES ($1, $2, $3, $4)
       ON CONFLICT (user_id, kind) DO UPDATE SET sealed = excluded.sealed, is_active = excluded.is_active, last_step = NULL, created_at = now()`,
      [userId, kind, sealed, isActive],
    );
    await this.noteWhetherAny(tx, userId);
  }

  /** Notes a code of the app as used; the first activates it. */
  async useStep(tx: Tx, userId: UserId, step: number): Promise<void> {
    await tx.query(`UPDATE second_factor SET last_step = $2, is_active = true WHERE user_id = $1 AND kind = 'totp'`, [userId, step]);
    await this.noteWhetherAny(tx, userId);
  }

  async putBackupCodes(tx: Tx, userId: UserId, digests: readonly Buffer[]): Promise<void> {
    await tx.query('DELETE FROM backup_code WHERE user_id = $1', [userId]);
    await tx.query('INSERT INTO backup_code (user_id, code_digest) SELECT $1, unnest($2::bytea[])', [userId, digests]);
  }

  /** Uses a backup code up; false when there is no such one. */
  async useBackupCode(tx: Tx, userId: UserId, digest: Buffer): Promise<boolean> {
    const rows = await tx.query('UPDATE backup_code SET used_at = now() WHERE user_id = $1 AND code_digest = $2 AND used_at IS NULL RETURNING 1', [
      userId,
      digest,
    ]);
    return rows.length > 0;
  }

  async remove(tx: Tx, userId: UserId, kind: FactorKind): Promise<void> {
    await tx.query('DELETE FROM second_factor WHERE user_id = $1 AND kind = $2', [userId, kind]);
    if (kind === 'totp') await tx.query('DELETE FROM backup_code WHERE user_id = $1', [userId]);
    // Its row stays: when the last SMS went counts on. A number that is no factor any more opens none that comes after it.
    else await tx.query(`UPDATE verification_code SET expires_at = now() WHERE user_id = $1 AND purpose = 'sms'`, [userId]);
    await this.noteWhetherAny(tx, userId);
  }

  /** On the account's row, which is all that a log-in sees anew that waited for it. */
  private async noteWhetherAny(tx: Tx, userId: UserId): Promise<void> {
    await tx.query(
      `UPDATE account SET has_second_factor = NOT has_second_factor
        WHERE user_id = $1 AND has_second_factor <> EXISTS (SELECT 1 FROM second_factor WHERE user_id = $1 AND is_active)`,
      [userId],
    );
  }
}
