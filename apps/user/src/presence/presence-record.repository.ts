import { Injectable } from '@nestjs/common';
import type { user, UserId } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';
import { profileCard } from '../profile/profile.entity.js';
import type { Explicit } from './presence.policy.js';

/** Somebody's presence as far as Postgres keeps it. */
export interface PresenceRecord {
  readonly userId: UserId;
  readonly explicit: Explicit | null;
  readonly statusMessage: string | null;
  /** Of what was seen before; else when the account was made. */
  readonly lastSeenAt: Date;
}

/** A subject of announcements, with who may and may not hear them. */
export interface PresenceSubject extends PresenceRecord {
  readonly user: user.UserCard;
  readonly visibility: user.Visibility;
  /** Suspended or deleted: offline, whatever their sockets say. */
  readonly isGone: boolean;
  /** Accepted contacts; `contactIds` are those of them without a block between. */
  readonly acceptedIds: readonly UserId[];
  readonly contactIds: readonly UserId[];
  readonly blockIds: readonly UserId[];
}

const record = `p.user_id AS "userId", explicit, status_message AS "statusMessage", coalesce(last_seen_at, p.created_at) AS "lastSeenAt"`;
const source = 'profile p LEFT JOIN presence USING (user_id)';

/** Whether the viewer `$1` may know of the presence of `p` (C33). OFFSET 0: asked per row, by index. */
const isSeen = `(p.suspended_at IS NULL AND (p.user_id = $1 OR ((presence_visibility = 'everyone' OR (presence_visibility = 'contacts' AND EXISTS (
    SELECT 1 FROM contact c WHERE c.low = least(p.user_id, $1) AND c.high = greatest(p.user_id, $1) AND c.state = 'accepted' OFFSET 0)))
  AND NOT EXISTS (SELECT 1 FROM block b WHERE b.blocker_id = p.user_id AND b.blocked_id = $1 OFFSET 0)
  AND NOT EXISTS (SELECT 1 FROM block b WHERE b.blocker_id = $1 AND b.blocked_id = p.user_id OFFSET 0))))`;

const seenBy = {
  name: 'presence_seen_by',
  text: `SELECT ${record}, ${isSeen} AS "isSeen" FROM ${source} WHERE p.user_id = ANY($2::uuid[]) AND p.deleted_at IS NULL`,
};

const blocks = `ARRAY(SELECT blocked_id FROM block WHERE blocker_id = p.user_id UNION SELECT blocker_id FROM block WHERE blocked_id = p.user_id)`;
const accepted = `(SELECT high FROM contact WHERE low = p.user_id AND state = 'accepted'
  UNION SELECT low FROM contact WHERE high = p.user_id AND state = 'accepted')`;
const contacts = `ARRAY(${accepted} EXCEPT SELECT unnest(${blocks}))`;
const subjects = {
  name: 'presence_subjects',
  text: `SELECT ${record}, ${profileCard('p')} AS user, presence_visibility AS visibility,
              (p.deleted_at IS NOT NULL OR p.suspended_at IS NOT NULL) AS "isGone",
              ARRAY(${accepted}) AS "acceptedIds", ${blocks} AS "blockIds", ${contacts} AS "contactIds"
         FROM ${source} WHERE p.user_id = ANY($1::uuid[])`,
};

@Injectable()
export class PresenceRecordRepository {
  /** With `isSeen`: whether the viewer may know. */
  seenBy(db: Queryable, viewerId: UserId, userIds: readonly UserId[]): Promise<(PresenceRecord & { readonly isSeen: boolean })[]> {
    return db.query(seenBy, [viewerId, userIds]);
  }

  /** The deleted, too: somebody may still have to be told that they are gone. */
  subjects(db: Queryable, userIds: readonly UserId[]): Promise<PresenceSubject[]> {
    return db.query(subjects, [userIds]);
  }

  /** False when there is no such living user; an erasure waits for it, and takes it along (C80). */
  async setExplicit(db: Queryable, userId: UserId, explicit: Explicit | null): Promise<boolean> {
    const rows = await db.query(
      `INSERT INTO presence (user_id, explicit) SELECT user_id, $2 FROM profile WHERE user_id = $1 AND deleted_at IS NULL FOR SHARE
       ON CONFLICT (user_id) DO UPDATE SET explicit = excluded.explicit RETURNING 1`,
      [userId, explicit],
    );
    return rows.length > 0;
  }

  /** Of those who live: who is looked at just as he is deleted was here, and nothing is kept of him any more. */
  async keepSeen(db: Queryable, seen: readonly { readonly userId: UserId; readonly at: string }[]): Promise<void> {
    if (seen.length === 0) return;
    // In id order, so that two replicas never wait for each other. OFFSET 0: one by one, by their key.
    await db.query(
      `INSERT INTO presence (user_id, last_seen_at)
       SELECT p.user_id, seen.at
         FROM (SELECT * FROM jsonb_to_recordset($1) AS given ("userId" uuid, at timestamptz) ORDER BY 1) seen
        CROSS JOIN LATERAL (SELECT user_id FROM profile WHERE user_id = seen."userId" AND deleted_at IS NULL OFFSET 0 FOR SHARE) p
       ON CONFLICT (user_id) DO UPDATE SET last_seen_at = greatest(presence.last_seen_at, excluded.last_seen_at)`,
      [JSON.stringify(seen)],
    );
  }
}
