import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { isMutedLevel } from '../recipient/recipient.repository.js';
import type { MissedGroup } from './digest.policy.js';

/** Somebody who is owed a digest, and his do-not-disturb. */
export interface DigestReader {
  readonly userId: UserId;
  readonly email: string;
  readonly timezone: string;
  readonly isEnabled: boolean;
  readonly startTime: string;
  readonly endTime: string;
}

/** Sweeps that did not happen, for a crash or a night, are made up for within so many hours. */
const graceHours = 24;

/** Nobody is mailed of a place he has muted. */
const isHeard = `NOT EXISTS (SELECT 1 FROM level l WHERE l.user_id = n.user_id AND l.target_id = n.target_id AND ${isMutedLevel})`;

@Injectable()
export class DigestRepository {
  /** Claims up to `limit` readers, by their ids from `after` on, with something unread for `hours` that no digest has told them of. */
  claim(tx: Tx, hours: number, after: UserId | null, limit: number): Promise<readonly DigestReader[]> {
    return tx.query<DigestReader>(
      `SELECT r.user_id AS "userId", r.email, coalesce(r.timezone, 'UTC') AS timezone, r.is_quiet AS "isEnabled", r.quiet_from AS "startTime",
              r.quiet_to AS "endTime"
         FROM recipient r
        WHERE r.email IS NOT NULL AND r.erased_at IS NULL AND NOT r.is_suspended AND r.is_digest_wanted AND coalesce(r.is_enabled, true)
          AND r.user_id IN (
            SELECT n.user_id FROM notification n JOIN recipient o ON o.user_id = n.user_id
             WHERE n.read_at IS NULL AND n.created_at <= now() - make_interval(hours => $1)
               AND n.created_at > now() - make_interval(hours => $1 + ${graceHours}) AND n.created_at > coalesce(o.digest_at, '-infinity')
               AND ${isHeard})
          AND ($2::uuid IS NULL OR r.user_id > $2)
        ORDER BY r.user_id LIMIT $3 FOR UPDATE OF r SKIP LOCKED`,
      [hours, after, limit],
    );
  }

  /** What the reader has not read since his last digest, newest first. */
  missed(tx: Tx, userId: UserId): Promise<readonly MissedGroup[]> {
    return tx.query<MissedGroup>(
      `SELECT n.kind, n.title, count(*)::int AS count
         FROM notification n JOIN recipient r ON r.user_id = n.user_id
        WHERE n.user_id = $1 AND n.read_at IS NULL AND n.created_at > coalesce(r.digest_at, '-infinity') AND ${isHeard}
        GROUP BY n.kind, n.title ORDER BY max(n.created_at) DESC`,
      [userId],
    );
  }

  /** Whether somebody is to be mailed digests; those still on their way to who wants none are withdrawn. Of who is gone nothing is kept. */
  async want(tx: Tx, userId: UserId, isWanted: boolean): Promise<void> {
    const [changed] = await tx.query<{ readonly email: string | null }>(
      'UPDATE recipient SET is_digest_wanted = $2 WHERE user_id = $1 AND erased_at IS NULL RETURNING email',
      [userId, isWanted],
    );
    if (isWanted || changed === undefined) return;
    // A statement of its own: it sees what a sweep has queued that held the row until now.
    await tx.query(
      `UPDATE delivery SET state = 'expired', sealed = NULL, next_try_at = NULL
        WHERE state = 'queued' AND channel = 'email' AND template = 'missed' AND recipient = $1`,
      [changed.email],
    );
  }

  async markTold(tx: Tx, userId: UserId): Promise<void> {
    await tx.query('UPDATE recipient SET digest_at = now() WHERE user_id = $1', [userId]);
  }
}
