import { Injectable } from '@nestjs/common';
import type { messaging, user, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

/** SQL for the UserCard of the user_mirror row named `alias`. */
export const userCard = (alias: string): string =>
  `jsonb_build_object('id', ${alias}.id, 'num', ${alias}.num, 'username', ${alias}.username, ` +
  `'displayName', ${alias}.display_name, 'avatarUrl', ${alias}.avatar_url)`;

/**
 * What becomes of a user may be heard before who it is: then his row waits for its names, which any copy brings, and nobody finds
 * him by it.
 */
const unnamed = { columns: 'id, num, username, display_name, updated_at', values: `$1, 0, '', '', '-infinity'` } as const;
const isNamed = 'num <> 0';

export interface UserNames {
  readonly id: UserId;
  readonly num: number;
  readonly username: string;
}

@Injectable()
export class UserMirrorRepository {
  /** An older copy never overwrites a newer one, whichever way it came. */
  async keepNewest(db: Queryable, copy: messaging.MirrorUserInput): Promise<void> {
    await db.query(
      `INSERT INTO user_mirror (id, num, username, display_name, avatar_url, updated_at, email) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE SET num = excluded.num, username = excluded.username, display_name = excluded.display_name,
         avatar_url = excluded.avatar_url, updated_at = excluded.updated_at, email = excluded.email
       WHERE user_mirror.updated_at < excluded.updated_at`,
      [copy.id, copy.num, copy.username, copy.displayName, copy.avatarUrl, copy.updatedAt, copy.email ?? null],
    );
  }

  /** Users by number, which the deleted keep, or by name, case-insensitively; the newest copy of a name first. */
  findByNames(db: Queryable, nums: readonly number[], usernames: readonly string[]): Promise<UserNames[]> {
    return db.query<UserNames>(
      `SELECT id, num, username FROM user_mirror WHERE num = ANY($1::bigint[]) OR (username = ANY($2::citext[]) AND deleted_at IS NULL) ORDER BY updated_at DESC`,
      [nums, usernames],
    );
  }

  /**
   * Nobody opens a conversation with them any more, and nothing said from now on names them, whenever the erased profile comes.
   * Answers since when; the same when repeated.
   */
  async markDeleted(tx: Tx, id: UserId): Promise<Date> {
    // First whoever holds them: what is said under that lock names them still, and is from before.
    await tx.query('SELECT 1 FROM user_mirror WHERE id = $1 FOR UPDATE', [id]);
    const [row] = await tx.query<{ readonly at: Date }>(
      `INSERT INTO user_mirror AS u (${unnamed.columns}, deleted_at) VALUES (${unnamed.values}, clock_timestamp())
       ON CONFLICT (id) DO UPDATE SET deleted_at = coalesce(u.deleted_at, clock_timestamp()), username = 'deleted_' || u.num,
         display_name = 'Deleted user', avatar_url = NULL, email = NULL
       RETURNING deleted_at AS at`,
      [id],
    );
    if (row === undefined) throw new Error(`${id} was not marked deleted`);
    return row.at;
  }

  /** As auth has it since `at`; an older state never overwrites a newer one. */
  async noteState(db: Queryable, id: UserId, state: 'active' | 'suspended', at: string): Promise<void> {
    await db.query(
      `INSERT INTO user_mirror AS u (${unnamed.columns}, suspended_at, state_at)
       VALUES (${unnamed.values}, CASE WHEN $2 = 'suspended' THEN $3::timestamptz END, $3)
       ON CONFLICT (id) DO UPDATE SET suspended_at = excluded.suspended_at, state_at = excluded.state_at
       WHERE coalesce(u.state_at, '-infinity') < excluded.state_at`,
      [id, state, at],
    );
  }

  async card(db: Queryable, id: UserId): Promise<user.UserCard | null> {
    const [row] = await db.query<{ readonly card: user.UserCard }>(`SELECT ${userCard('u')} AS card FROM user_mirror u WHERE id = $1`, [id]);
    return row?.card ?? null;
  }

  /** Those of `ids` one may write to and take along: neither deleted nor suspended (A-CB-24, A-CB-81). */
  async reachable(db: Queryable, ids: readonly UserId[]): Promise<ReadonlySet<UserId>> {
    const sql = `SELECT id FROM user_mirror WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL AND suspended_at IS NULL AND ${isNamed}`;
    const rows = await db.query<{ id: UserId }>(sql, [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** The same, who stay so until the commit: whoever is deleted meanwhile is found where this transaction takes them. */
  async holdReachable(tx: Tx, ids: readonly UserId[]): Promise<ReadonlySet<UserId>> {
    const sql = `SELECT id FROM user_mirror WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL AND suspended_at IS NULL AND ${isNamed} ORDER BY id FOR SHARE`;
    const rows = await tx.query<{ id: UserId }>(sql, [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Those of `ids` that exist and are not deleted. */
  async existing(db: Queryable, ids: readonly UserId[]): Promise<ReadonlySet<UserId>> {
    const sql = `SELECT id FROM user_mirror WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL AND ${isNamed}`;
    const rows = await db.query<{ id: UserId }>(sql, [ids]);
    return new Set(rows.map(({ id }) => id));
  }
}
