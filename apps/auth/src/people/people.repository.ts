import { Injectable } from '@nestjs/common';
import { parseId, type auth, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { accountColumns, firstAccount, toAccount, type AccountRow } from '../account/account.repository.js';

type ListedRow = AccountRow & { readonly displayName: string };

/** A part as LIKE wants it: its own wildcards mean themselves. */
const patternOf = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;

@Injectable()
export class PeopleRepository {
  async list(db: Queryable, { state, search, limit, offset }: auth.ListAccountsInput) {
    const pattern = search === null || search === '' ? null : patternOf(search);
    const where = `state <> 'deleted' AND ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR display_name ILIKE $2 OR email::text ILIKE $2)`;
    const [rows, [count]] = await Promise.all([
      db.query<ListedRow>(
        `SELECT ${accountColumns}, display_name AS "displayName" FROM account WHERE ${where} ORDER BY created_at DESC, user_id LIMIT $3 OFFSET $4`,
        [state, pattern, limit, offset],
      ),
      db.query<{ readonly total: number }>(`SELECT count(*) AS total FROM account WHERE ${where}`, [state, pattern]),
    ]);
    return { accounts: rows.map((row) => ({ ...toAccount(row), displayName: row.displayName })), total: count?.total ?? 0 };
  }

  /** By id, e-mail address or username. */
  async find(db: Queryable, identifier: string): Promise<auth.Account | null> {
    const id = parseId<'user'>(identifier);
    const rows = await db.query<AccountRow>(
      `SELECT ${accountColumns} FROM account WHERE state <> 'deleted' AND (user_id = $1 OR email = $2 OR username = $2) LIMIT 1`,
      [id, identifier],
    );
    return firstAccount(rows);
  }

  async suspend(tx: Tx, userId: UserId, reason: string, actorId: UserId | null): Promise<void> {
    await tx.query(
      `UPDATE account SET state = 'suspended', suspended_reason = $2, suspended_by = $3, suspended_at = now(), updated_at = now() WHERE user_id = $1`,
      [userId, reason, actorId],
    );
  }

  async activate(tx: Tx, userId: UserId): Promise<void> {
    await tx.query(
      `UPDATE account SET state = 'active', suspended_reason = NULL, suspended_by = NULL, suspended_at = NULL, updated_at = now() WHERE user_id = $1`,
      [userId],
    );
  }

  async makeAdmin(tx: Tx, userId: UserId): Promise<void> {
    await tx.query(`UPDATE account SET role = 'admin', updated_at = now() WHERE user_id = $1`, [userId]);
  }

  /** An older copy never overwrites a newer one. */
  async keepProfile(db: Queryable, { userId, displayName, avatarUrl, updatedAt }: auth.MirrorProfileInput): Promise<void> {
    await db.query(
      `UPDATE account SET display_name = $2, avatar_url = $3, display_name_at = $4, knows_avatar = true
        WHERE user_id = $1 AND state <> 'deleted' AND coalesce(display_name_at, '-infinity') < $4`,
      [userId, displayName, avatarUrl, updatedAt],
    );
  }
}
