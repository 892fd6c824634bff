import { Injectable } from '@nestjs/common';
import { AppError, type auth, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

export interface AccountRow extends Omit<auth.Account, 'lastLoginAt' | 'createdAt'> {
  readonly lastLoginAt: Date | null;
  readonly createdAt: Date;
}

export interface NewAccount {
  readonly userId: UserId;
  readonly email: string | null;
  readonly username: string;
  readonly passwordHash: string | null;
  readonly displayName: string;
}

export interface Credentials {
  readonly account: auth.Account;
  /** Null for an account that signs in elsewhere only. */
  readonly passwordHash: string | null;
  /** Whether the password alone is not enough. */
  readonly hasSecondFactor: boolean;
  readonly profile: auth.ProfileCopy | null;
}

export const accountColumns = `user_id AS "userId", email, email_verified_at IS NOT NULL AS "isEmailVerified", username, role, state,
  last_login_at AS "lastLoginAt", created_at AS "createdAt"`;

export const toAccount = ({ userId, email, isEmailVerified, username, role, state, lastLoginAt, createdAt }: AccountRow): auth.Account => ({
  userId,
  email,
  isEmailVerified,
  username,
  role,
  state,
  lastLoginAt: lastLoginAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

export const firstAccount = ([row]: readonly AccountRow[]): auth.Account | null => (row === undefined ? null : toAccount(row));

const hasActiveFactor = 'EXISTS (SELECT 1 FROM second_factor factor WHERE factor.user_id = account.user_id AND is_active)';

const findCredentials = (column: 'email' | 'username') => ({
  name: `credentials_by_${column}`,
  text: `SELECT ${accountColumns}, password_hash AS "passwordHash",
              CASE WHEN knows_avatar THEN json_build_object('displayName', display_name, 'avatarUrl', avatar_url) END AS profile,
              ${hasActiveFactor} AS "hasSecondFactor"
         FROM account WHERE ${column} = $1 AND state <> 'deleted'`,
});
const findByEmail = findCredentials('email');
const findByUsername = findCredentials('username');

/**
 * Notes a log-in as the row `noted`, none when the account changed since the password was checked, or has a second factor since,
 * and logs the attempt. The next parameter is `$7`.
 */
export const notingLogIn = `noted AS (
           UPDATE account SET last_login_at = now()
            WHERE user_id = $1 AND state = 'active' AND password_hash = $2 AND ($6::boolean OR NOT has_second_factor) RETURNING ${accountColumns}
         ), logged AS (
           INSERT INTO auth_attempt (kind, identifier, user_id, dialect, ip, outcome)
           SELECT 'log-in', $3, $1, $4, $5, CASE WHEN EXISTS (SELECT 1 FROM noted) THEN 'success' ELSE 'CREDENTIALS_WRONG' END
         )`;

/** The parameters of `notingLogIn`. */
export const notingLogInOf = (
  { account, passwordHash, hasSecondFactor }: Credentials,
  { identifier, client }: auth.LogInInput,
): readonly unknown[] => [account.userId, passwordHash, identifier, client.dialect, client.ip, hasSecondFactor];

const noteLogIn = { name: 'account_note_log_in', text: `WITH ${notingLogIn} SELECT * FROM noted` };

/** Deleted accounts keep their row and are found by nothing here. */
@Injectable()
export class AccountRepository {
  /** Null when the username is taken. @throws {AppError} EMAIL_TAKEN */
  async insert(tx: Tx, { userId, email, username, passwordHash, displayName }: NewAccount): Promise<auth.Account | null> {
    const [made] = await tx.query<AccountRow>(
      `INSERT INTO account (user_id, email, username, password_hash, display_name) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING ${accountColumns}`,
      [userId, email, username, passwordHash, displayName],
    );
    if (made !== undefined) return toAccount(made);
    // The indexes have decided; asking which is better than an error, whose detail, the address, the server's log would keep.
    if ((await tx.query('SELECT 1 FROM account WHERE email = $1', [email])).length > 0) throw new AppError('EMAIL_TAKEN');
    return null;
  }

  async find(db: Queryable, userId: UserId): Promise<auth.Account | null> {
    const rows = await db.query<AccountRow>(`SELECT ${accountColumns} FROM account WHERE user_id = $1 AND state <> 'deleted'`, [userId]);
    return firstAccount(rows);
  }

  /** The account behind a log-in identifier: an e-mail if it has an `@`, else a username (C15). */
  async findCredentials(db: Queryable, identifier: string): Promise<Credentials | null> {
    const statement = identifier.includes('@') ? findByEmail : findByUsername;
    const [row] = await db.query<AccountRow & Omit<Credentials, 'account'>>(statement, [identifier]);
    if (row === undefined) return null;
    const { passwordHash, hasSecondFactor, profile } = row;
    return { account: toAccount(row), passwordHash, hasSecondFactor, profile };
  }

  /** The account, locked until the transaction ends: what it says stays true meanwhile. */
  async lockByEmail(tx: Tx, email: string): Promise<auth.Account | null> {
    const rows = await tx.query<AccountRow>(`SELECT ${accountColumns} FROM account WHERE email = $1 AND state <> 'deleted' FOR UPDATE`, [email]);
    return firstAccount(rows);
  }

  /** The same, by id. */
  async lock(tx: Tx, userId: UserId): Promise<auth.Account | null> {
    const rows = await tx.query<AccountRow>(`SELECT ${accountColumns} FROM account WHERE user_id = $1 AND state <> 'deleted' FOR UPDATE`, [userId]);
    return firstAccount(rows);
  }

  async passwordHashOf(db: Queryable, userId: UserId): Promise<string | null> {
    const rows = await db.query<{ readonly hash: string | null }>(`SELECT password_hash AS hash FROM account WHERE user_id = $1`, [userId]);
    return rows[0]?.hash ?? null;
  }

  async setPassword(tx: Tx, userId: UserId, passwordHash: string | null): Promise<void> {
    await tx.query('UPDATE account SET password_hash = $2, password_changed_at = now(), updated_at = now() WHERE user_id = $1', [
      userId,
      passwordHash,
    ]);
  }

  /** Notes a log-in, logs the attempt and locks the account; null when it changed since the password was checked. */
  async noteLogIn(tx: Tx, credentials: Credentials, input: auth.LogInInput): Promise<auth.Account | null> {
    const rows = await tx.query<AccountRow>(noteLogIn, notingLogInOf(credentials, input));
    return firstAccount(rows);
  }

  /** The same for a sign-in without a password; null when the account is not active. */
  async noteSignIn(tx: Tx, userId: UserId): Promise<auth.Account | null> {
    const rows = await tx.query<AccountRow>(
      `WITH changed AS (UPDATE account SET last_login_at = now() WHERE user_id = $1 AND state = 'active' RETURNING *)
       SELECT ${accountColumns} FROM changed`,
      [userId],
    );
    return firstAccount(rows);
  }

  async confirmEmail(tx: Tx, userId: UserId): Promise<void> {
    await tx.query('UPDATE account SET email_verified_at = now(), updated_at = now() WHERE user_id = $1', [userId]);
  }

  /** Verified accounts of these addresses become admins. */
  async promote(tx: Tx, emails: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE account SET role = 'admin', updated_at = now()
        WHERE email = ANY ($1::citext[]) AND email_verified_at IS NOT NULL AND role <> 'admin' AND state <> 'deleted'`,
      [emails],
    );
  }
}
