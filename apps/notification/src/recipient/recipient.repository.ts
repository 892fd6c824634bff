import { Injectable } from '@nestjs/common';
import { notification, type messaging, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

const untouched = notification.untouchedQuietHours;

/** Whether `l`, a row of `level`, mutes its place (C57); null where there is none. */
export const isMutedLevel = `(NOT l.is_enabled OR l.mentions = 'nothing')`;

/** Who keeps something of user `$1` and who erases him do so one after the other; there may be no row yet to wait for. */
export const recipientTurn = `SELECT pg_advisory_xact_lock(hashtextextended('recipient ' || $1, 0))`;

/** How people want to be told: their preferences and levels as copies, do-not-disturb as the truth. */
@Injectable()
export class RecipientRepository {
  /** An older copy never overwrites a newer one, whichever way it came; nothing brings an erased person back. */
  async keepNewest(db: Queryable, copy: notification.MirrorRecipientInput): Promise<void> {
    await db.query(
      `INSERT INTO recipient AS r (user_id, is_enabled, is_sound_on, timezone, profile_changed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (user_id) DO UPDATE SET is_enabled = excluded.is_enabled, is_sound_on = excluded.is_sound_on, timezone = excluded.timezone,
         profile_changed_at = excluded.profile_changed_at
       WHERE r.erased_at IS NULL AND (r.profile_changed_at IS NULL OR r.profile_changed_at < excluded.profile_changed_at)`,
      [copy.userId, copy.isEnabled, copy.isSoundOn, copy.timezone, copy.changedAt],
    );
  }

  /** The same for levels of one user, all in one statement. */
  async keepLevels(tx: Tx, userId: UserId, levels: readonly messaging.KeptLevel[]): Promise<void> {
    await tx.query(recipientTurn, [userId]);
    await tx.query(
      `INSERT INTO level AS l (user_id, target_id, is_enabled, mentions, changed_at)
       SELECT $1, k."targetId", k."isEnabled", k.mentions, k."changedAt"
         FROM jsonb_to_recordset($2::jsonb) AS k ("targetId" uuid, "isEnabled" boolean, mentions text, "changedAt" timestamptz)
        WHERE NOT EXISTS (SELECT 1 FROM recipient WHERE user_id = $1 AND erased_at IS NOT NULL)
       ON CONFLICT (user_id, target_id) DO UPDATE SET is_enabled = excluded.is_enabled, mentions = excluded.mentions, changed_at = excluded.changed_at
       WHERE l.changed_at < excluded.changed_at`,
      [userId, JSON.stringify(levels)],
    );
  }

  async quietHours(db: Queryable, userId: UserId): Promise<notification.QuietHours> {
    const [row] = await db.query<notification.QuietHours>(
      `SELECT is_quiet AS "isEnabled", quiet_from AS "startTime", quiet_to AS "endTime" FROM recipient WHERE user_id = $1`,
      [userId],
    );
    return row ?? untouched;
  }

  /** What is absent stays; one statement, so that two changes at the same moment both hold. */
  async changeQuietHours(db: Queryable, { userId, isEnabled, startTime, endTime }: notification.ChangeQuietHoursInput): Promise<void> {
    await db.query(
      `INSERT INTO recipient AS r (user_id, is_quiet, quiet_from, quiet_to) VALUES ($1, coalesce($2::boolean, false), coalesce($3, $5), coalesce($4, $6))
       ON CONFLICT (user_id) DO UPDATE SET is_quiet = coalesce($2, r.is_quiet), quiet_from = coalesce($3, r.quiet_from),
         quiet_to = coalesce($4, r.quiet_to)
       WHERE r.erased_at IS NULL`,
      [userId, isEnabled ?? null, startTime ?? null, endTime ?? null, untouched.startTime, untouched.endTime],
    );
  }

  /** Where what was missed may be mailed to. */
  async keepEmail(db: Queryable, userId: UserId, email: string): Promise<void> {
    await db.query(
      `INSERT INTO recipient AS r (user_id, email) VALUES ($1, $2)
       ON CONFLICT (user_id) DO UPDATE SET email = excluded.email WHERE r.erased_at IS NULL`,
      [userId, email],
    );
  }

  /** Whether auth lets him in, as of a time (ISO 8601 UTC); what was before the newest known changes nothing. */
  async keepStanding(db: Queryable, userId: UserId, isSuspended: boolean, at: string): Promise<void> {
    await db.query(
      `INSERT INTO recipient AS r (user_id, is_suspended, standing_at) VALUES ($1, $2, $3)
       ON CONFLICT (user_id) DO UPDATE SET is_suspended = excluded.is_suspended, standing_at = excluded.standing_at
       WHERE r.erased_at IS NULL AND coalesce(r.standing_at, '-infinity') < excluded.standing_at`,
      [userId, isSuspended, at],
    );
  }

  /** Leaves of a person that he is gone. */
  async erase(tx: Tx, userId: UserId): Promise<void> {
    await tx.query(recipientTurn, [userId]);
    await tx.query('DELETE FROM level WHERE user_id = $1 OR target_id = $1', [userId]);
    await tx.query(
      `INSERT INTO recipient (user_id, erased_at) VALUES ($1, now())
       ON CONFLICT (user_id) DO UPDATE SET is_enabled = NULL, is_sound_on = NULL, timezone = NULL, profile_changed_at = NULL,
         email = NULL, digest_at = NULL, is_suspended = DEFAULT, standing_at = NULL, is_digest_wanted = DEFAULT, is_quiet = DEFAULT, quiet_from = DEFAULT, quiet_to = DEFAULT, erased_at = coalesce(recipient.erased_at, now())`,
      [userId],
    );
  }
}
