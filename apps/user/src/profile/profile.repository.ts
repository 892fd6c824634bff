import { Injectable } from '@nestjs/common';
import type { user, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { PhoneCodec } from './phone.codec.js';

interface ProfileRow {
  readonly id: UserId;
  readonly num: number;
  readonly username: string;
  readonly displayName: string;
  readonly avatarUrl: string | null;
  readonly email: string | null;
  readonly phoneSealed: string | null;
  readonly bio: string | null;
  readonly publicKey: string | null;
  readonly statusMessage: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NewProfile = Omit<user.CreateProfileInput, 'dialect'>;

const columns = `user_id AS id, num, username, display_name AS "displayName", avatar_url AS "avatarUrl", email, phone_sealed AS "phoneSealed",
  bio, public_key AS "publicKey", status_message AS "statusMessage", created_at AS "createdAt", updated_at AS "updatedAt"`;

@Injectable()
export class ProfileRepository {
  constructor(private readonly phones: PhoneCodec) {}

  /** The new profile, or null when the user has, or had, one. */
  async insertOnce(tx: Tx, { userId, username, displayName, email, phone, publicKey }: NewProfile): Promise<user.Profile | null> {
    const [sealed, digest] = phone ? [this.phones.seal(phone), this.phones.digest(phone)] : [null, null];
    // ON CONFLICT alone would use up a number for every repeat, and each registration is told twice.
    const rows = await tx.query<ProfileRow>(
      `INSERT INTO profile (user_id, username, display_name, email, phone_sealed, phone_digest, public_key)
       SELECT $1::uuid, $2, $3, $4, $5, $6::bytea, $7 WHERE NOT EXISTS (SELECT 1 FROM profile WHERE user_id = $1::uuid)
       ON CONFLICT (user_id) DO NOTHING
       RETURNING ${columns}`,
      [userId, username, displayName, email, sealed, digest, publicKey],
    );
    return rows[0] === undefined ? null : this.toProfile(rows[0]);
  }

  /** A deleted user's profile is absent. */
  async find(db: Queryable, { id, num, username }: user.UserRef): Promise<user.Profile | null> {
    const [column, key] = typeof id === 'string' ? ['user_id', id] : typeof num === 'number' ? ['num', num] : ['username', username];
    const rows = await db.query<ProfileRow>(`SELECT ${columns} FROM profile WHERE ${column} = $1 AND deleted_at IS NULL`, [key]);
    return rows[0] === undefined ? null : this.toProfile(rows[0]);
  }

  /** The row of a user whose profile was made before, deleted or not. */
  async get(tx: Tx, userId: UserId): Promise<user.Profile> {
    const [row] = await tx.query<ProfileRow>(`SELECT ${columns} FROM profile WHERE user_id = $1`, [userId]);
    if (row === undefined) throw new Error(`no profile of ${userId}`);
    return this.toProfile(row);
  }

  /** Leaves of a profile its id and number; null when there is none, or it is erased already. */
  async erase(tx: Tx, userId: UserId): Promise<user.Profile | null> {
    const rows = await tx.query<ProfileRow>(
      `WITH erased AS (
         UPDATE profile SET username = 'deleted_' || num, display_name = 'Deleted user', email = NULL, phone_sealed = NULL, phone_digest = NULL,
                bio = NULL, public_key = NULL, status_message = NULL, avatar_url = NULL, updated_at = clock_timestamp(), deleted_at = now()
          WHERE user_id = $1 AND deleted_at IS NULL RETURNING *
       ) SELECT ${columns} FROM erased`,
      [userId],
    );
    return rows[0] === undefined ? null : this.toProfile(rows[0]);
  }

  async findMany(db: Queryable, userIds: readonly UserId[]): Promise<readonly user.Profile[]> {
    const rows = await db.query<ProfileRow>(`SELECT ${columns} FROM profile WHERE user_id = ANY ($1::uuid[]) AND deleted_at IS NULL`, [userIds]);
    return rows.map((row) => this.toProfile(row));
  }

  private toProfile({ phoneSealed, createdAt, updatedAt, ...row }: ProfileRow): user.Profile {
    return {
      ...row,
      phone: phoneSealed === null ? null : this.phones.unseal(phoneSealed),
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    };
  }
}
