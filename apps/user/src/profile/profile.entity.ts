import type { user, UserId } from '@parley/contracts';
import type { PhoneCodec } from './phone.codec.js';

export interface ProfileRow {
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
  readonly preferences: user.Preferences;
  readonly visibility: user.ProfileVisibility;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Of the table `profile`, which must not go by another name. */
export const profileColumns = `profile.user_id AS id, num, username, display_name AS "displayName", avatar_url AS "avatarUrl", email,
  phone_sealed AS "phoneSealed", bio, public_key AS "publicKey", status_message AS "statusMessage",
  jsonb_build_object('notifications', notifications, 'soundEnabled', sound_enabled, 'timezone', timezone) AS preferences,
  jsonb_build_object('presence', presence_visibility, 'contact', contact_visibility) AS visibility,
  profile.created_at AS "createdAt", profile.updated_at AS "updatedAt"`;

/** A UserCard of the row of `profile` named `alias`. */
export const profileCard = (alias: string): string =>
  `jsonb_build_object('id', ${alias}.user_id, 'num', ${alias}.num, 'username', ${alias}.username, ` +
  `'displayName', ${alias}.display_name, 'avatarUrl', ${alias}.avatar_url)`;

export const toProfile = (phones: PhoneCodec, row: ProfileRow): user.Profile => ({
  id: row.id,
  num: row.num,
  username: row.username,
  displayName: row.displayName,
  avatarUrl: row.avatarUrl,
  email: row.email,
  phone: row.phoneSealed === null ? null : phones.unseal(row.phoneSealed),
  bio: row.bio,
  publicKey: row.publicKey,
  statusMessage: row.statusMessage,
  preferences: row.preferences,
  visibility: row.visibility,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
