import { Injectable } from '@nestjs/common';
import type { user, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { PhoneCodec } from './phone.codec.js';
import { profileColumns, toProfile, type ProfileRow } from './profile.entity.js';

export type NewProfile = Omit<user.CreateProfileInput, 'dialect'>;

const profilesByName = {
  name: 'profiles_by_name',
  text: `SELECT given.at::int AS at, found.*
    FROM ROWS FROM (unnest($1::uuid[]), unnest($2::bigint[]), unnest($3::text[])) WITH ORDINALITY AS given (by_id, by_num, by_username, at),
    LATERAL (
      SELECT ${profileColumns} FROM profile WHERE user_id = by_id AND deleted_at IS NULL
      UNION ALL SELECT ${profileColumns} FROM profile WHERE num = by_num AND deleted_at IS NULL
      UNION ALL SELECT ${profileColumns} FROM profile WHERE username = by_username::citext AND deleted_at IS NULL
    ) found`,
};

@Injectable()
export class ProfileRepository {
  constructor(private readonly phones: PhoneCodec) {}

  /** Who makes a profile and who notes what auth says of its account take turns: neither misses the other. */
  async takeTurn(tx: Tx, userId: UserId): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('profile ' || $1, 0))`, [userId]);
  }

  /** The new profile, standing as auth has said before, or null when the user has, or had, one. */
  async insertOnce(tx: Tx, { userId, username, displayName, email, phone, publicKey, createdAt }: NewProfile): Promise<user.Profile | null> {
    const { sealed, digest, prefixDigests } = this.phones.store(phone ?? null);
    await this.takeTurn(tx, userId);
    // Told by RPC and by event at once, the two may meet on either unique index. ON CONFLICT alone would use up a number for every repeat, and each registration is told twice.
    const rows = await tx.query<ProfileRow>(
      `WITH early AS (DELETE FROM early_standing WHERE user_id = $1::uuid RETURNING suspended_at, standing_at)
       INSERT INTO profile (user_id, username, display_name, email, phone_sealed, phone_digest, phone_prefix_digests, public_key, created_at,
         suspended_at, standing_at)
       SELECT $1::uuid, $2, $3, $4, $5, $6::bytea, $7::bytea[], $8, $9::timestamptz, (SELECT suspended_at FROM early), (SELECT standing_at FROM early)
        WHERE NOT EXISTS (SELECT 1 FROM profile WHERE user_id = $1::uuid)
       ON CONFLICT DO NOTHING
       RETURNING ${profileColumns}`,
      [userId, username, displayName, email, sealed, digest, prefixDigests, publicKey, createdAt],
    );
    return this.first(rows);
  }

  /** Sets the columns of what is given. Null when there is no such living user. */
  async update(tx: Tx, userId: UserId, changes: user.ProfileChanges): Promise<user.Profile | null> {
    const columns = Object.entries(this.columnsOf(changes)).filter(([, value]) => value !== undefined);
    const sets = columns.map(([column], index) => `${column} = $${index + 2}, `).join('');
    // Mirrors keep the newest copy by this time, to the millisecond: two changes never share one.
    const rows = await tx.query<ProfileRow>(
      `UPDATE profile SET ${sets} updated_at = greatest(clock_timestamp(), updated_at + interval '1 millisecond')
        WHERE user_id = $1 AND deleted_at IS NULL RETURNING ${profileColumns}`,
      [userId, ...columns.map(([, value]) => value)],
    );
    return this.first(rows);
  }

  /** A deleted user's profile is absent. */
  async find(db: Queryable, { id, num, username }: user.UserRef): Promise<user.Profile | null> {
    const [column, key] = typeof id === 'string' ? ['user_id', id] : typeof num === 'number' ? ['num', num] : ['username', username];
    const text = `SELECT ${profileColumns} FROM profile WHERE ${column} = $1 AND deleted_at IS NULL`;
    return this.first(await db.query<ProfileRow>({ name: `profile_by_${column}`, text }, [key]));
  }

  /** The same by id, and nobody else changes it until the transaction ends. */
  async lock(tx: Tx, userId: UserId): Promise<user.Profile | null> {
    const text = `SELECT ${profileColumns} FROM profile WHERE user_id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE`;
    return this.first(await tx.query<ProfileRow>({ name: 'profile_lock', text }, [userId]));
  }

  /** One per reference, in order; null where there is no such living user. */
  async findAll(db: Queryable, refs: readonly user.UserRef[]): Promise<readonly (user.Profile | null)[]> {
    const names = [refs.map(({ id }) => id ?? null), refs.map(({ num }) => num ?? null), refs.map(({ username }) => username ?? null)];
    const profiles: (user.Profile | null)[] = refs.map(() => null);
    for (const { at, ...row } of await db.query<ProfileRow & { readonly at: number }>(profilesByName, names)) {
      profiles[at - 1] = toProfile(this.phones, row);
    }
    return profiles;
  }

  /** Whether all of them live, and go on living until the transaction ends: an erasure waits for it. */
  async hold(tx: Tx, userIds: readonly UserId[]): Promise<boolean> {
    const sql = 'SELECT 1 FROM profile WHERE user_id = ANY($1::uuid[]) AND deleted_at IS NULL ORDER BY user_id FOR SHARE';
    return (await tx.query(sql, [userIds])).length === userIds.length;
  }

  /** The row of a user whose profile was made before, deleted or not. */
  async get(tx: Tx, userId: UserId): Promise<user.Profile> {
    const profile = this.first(await tx.query<ProfileRow>(`SELECT ${profileColumns} FROM profile WHERE user_id = $1`, [userId]));
    if (profile === null) throw new Error(`no profile of ${userId}`);
    return profile;
  }

  /** Leaves of a profile its id and number; null when there is none, or it is erased already. */
  async erase(tx: Tx, userId: UserId): Promise<user.Profile | null> {
    const rows = await tx.query<ProfileRow>(
      `UPDATE profile SET username = 'deleted_' || num, display_name = 'Deleted user', email = NULL, phone_sealed = NULL, phone_digest = NULL,
              phone_prefix_digests = DEFAULT, bio = NULL, public_key = NULL, status_message = NULL, avatar_url = NULL, timezone = DEFAULT,
              updated_at = greatest(clock_timestamp(), updated_at + interval '1 millisecond'), deleted_at = now()
        WHERE user_id = $1 AND deleted_at IS NULL RETURNING ${profileColumns}`,
      [userId],
    );
    return this.first(rows);
  }

  private first([row]: readonly ProfileRow[]): user.Profile | null {
    return row === undefined ? null : toProfile(this.phones, row);
  }

  /** Column → value; undefined where nothing changes. The names are ours, never a client's. */
  private columnsOf({ preferences, visibility, phone, ...own }: user.ProfileChanges): Readonly<Record<string, unknown>> {
    const stored = phone === undefined ? undefined : this.phones.store(phone);
    return {
      display_name: own.displayName ?? undefined,
      bio: own.bio,
      status_message: own.statusMessage,
      public_key: own.publicKey,
      avatar_url: own.avatarUrl,
      phone_sealed: stored?.sealed,
      phone_digest: stored?.digest,
      phone_prefix_digests: stored?.prefixDigests,
      notifications: preferences?.notifications ?? undefined,
      sound_enabled: preferences?.soundEnabled ?? undefined,
      timezone: preferences?.timezone ?? undefined,
      presence_visibility: visibility?.presence ?? undefined,
      contact_visibility: visibility?.contact ?? undefined,
    };
  }
}
