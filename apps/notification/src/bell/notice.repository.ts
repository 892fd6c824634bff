import { Injectable } from '@nestjs/common';
import { newId, notification, type NotificationId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { isMutedLevel } from '../recipient/recipient.repository.js';
import type { NotificationRow } from './notification.entity.js';
import type { Notice } from './notice.policy.js';

/** A new notification, and how its user wants to be told of it. */
export interface StoredNotice extends NotificationRow {
  readonly isSoundOn: boolean;
  /** Its place is muted. */
  readonly isMuted: boolean;
  readonly timezone: string;
  readonly isQuiet: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
}

/** Everybody whom a fate of this kind concerns. */
export const everybody = '00000000-0000-0000-0000-000000000000';

const { startTime, endTime } = notification.untouchedQuietHours;

/**
 * Judges and stores any number of notices for any number of people in one statement. Left out are who wants none, who hears
 * only of mentions in the place (a contact request has none), who is erased, and what is gone already; what was read
 * meanwhile is stored as read, and what is muted is stored like all else (A-CB-80, C57). Unique keys decide what was told
 * before: a source, person and kind, and of a direct message either kind. Each look-up is fenced (OFFSET 0) and goes by its
 * primary key, and what was stored is looked up by hash (IS TRUE keeps it from becoming a loop in a loop), however many people
 * the planner expects.
 */
export const addNoticesSql = `
  WITH wanted AS (
    -- Without the list of all recipients, which would stand in the row of each.
    SELECT d.kind, source, scopes, place, title, body, "conversationId", "messageId", "actorId", "targetId", listeners, at,
           told.id AS own_id, told."userId" AS user_id
      FROM jsonb_to_recordset($1::jsonb) AS d (kind text, source text, scopes text[], place bigint, title text, body text, "conversationId" uuid,
        "messageId" uuid, "actorId" uuid, "targetId" uuid, listeners text[], at timestamptz, recipients jsonb)
      CROSS JOIN LATERAL jsonb_to_recordset(d.recipients) AS told (id uuid, "userId" uuid)
  ), judged AS (
    SELECT w.*, f.is_read, coalesce(f.new_body, w.body) AS told_body, r.is_sound_on, r.timezone, r.is_quiet, r.quiet_from, r.quiet_to,
           coalesce(${isMutedLevel}, false) AS is_muted
      FROM wanted w
      LEFT JOIN LATERAL (SELECT * FROM recipient WHERE user_id = w.user_id OFFSET 0) r ON true
      LEFT JOIN LATERAL (SELECT * FROM recipient WHERE user_id = w."actorId" OFFSET 0) a ON true
      LEFT JOIN LATERAL (SELECT * FROM level WHERE user_id = w.user_id AND target_id = w."targetId" OFFSET 0) l ON w."conversationId" IS NOT NULL
      LEFT JOIN LATERAL (
        SELECT bool_or(outcome = 'gone') AS is_gone, bool_or(outcome = 'read') AS is_read, max(body) FILTER (WHERE outcome = 'edited') AS new_body
          FROM unnest(w.scopes) AS concerned (scope)
         CROSS JOIN LATERAL (SELECT * FROM fate WHERE fate.scope = concerned.scope AND user_id IN (w.user_id, '${everybody}') OFFSET 0) fate
         WHERE fate.place >= w.place
      ) f ON true
     WHERE coalesce(r.is_enabled, true) AND r.erased_at IS NULL AND a.erased_at IS NULL AND f.is_gone IS NOT TRUE
       AND CASE l.mentions WHEN 'mentions' THEN 'mentions' ELSE 'everything' END = ANY(w.listeners)
  ), stored AS (
    INSERT INTO notification (id, user_id, kind, source, place, title, body, conversation_id, message_id, actor_id, target_id, created_at, read_at)
    SELECT own_id, user_id, kind, source, place, title, told_body, "conversationId", "messageId", "actorId",
           CASE WHEN "conversationId" IS NOT NULL THEN "targetId" END, at, CASE WHEN is_read THEN now() END
      FROM judged ORDER BY source, user_id
    ON CONFLICT DO NOTHING
    RETURNING id
  )
  SELECT own_id AS id, user_id AS "userId", kind, title, told_body AS body, "conversationId", "messageId", "actorId", at AS "createdAt",
         CASE WHEN is_read THEN now() END AS "readAt", coalesce(is_sound_on, true) AS "isSoundOn", is_muted AS "isMuted",
         coalesce(timezone, 'UTC') AS timezone, coalesce(is_quiet, false) AS "isQuiet",
         coalesce(quiet_from, '${startTime}') AS "quietFrom", coalesce(quiet_to, '${endTime}') AS "quietTo"
    FROM judged WHERE (own_id IN (SELECT id FROM stored)) IS TRUE`;
const add = { name: 'notice_add', text: addNoticesSql };

/** While it is held no fate is noted: what becomes of these notices is known before, or finds them stored. */
const shareLock = { name: 'notice_lock', text: `SELECT pg_advisory_xact_lock_shared(hashtext(current_schema()), hashtext('fate'))` };

@Injectable()
export class NoticeRepository {
  async shareLock(tx: Tx): Promise<void> {
    await tx.query(shareLock);
  }

  /** Those that are new; what was told before, or is not to be told, is left out. */
  add(tx: Tx, notices: readonly Notice[]): Promise<readonly StoredNotice[]> {
    const drafts = notices.map(({ userIds, ...notice }) => ({ ...notice, recipients: userIds.map((userId) => ({ id: newId(), userId })) }));
    return tx.query<StoredNotice>(add, [JSON.stringify(drafts)]);
  }

  /** Takes back what was told of the same at an earlier place. */
  async removeOlder(tx: Tx, notices: readonly Notice[]): Promise<readonly NotificationId[]> {
    const rows = await tx.query<{ readonly id: NotificationId }>(
      `DELETE FROM notification n USING jsonb_to_recordset($1::jsonb) AS d (kind text, source text, place bigint)
        WHERE n.source = d.source AND n.kind = d.kind AND n.place < d.place RETURNING n.id`,
      [JSON.stringify(notices.map(({ kind, source, place }) => ({ kind, source, place })))],
    );
    return rows.map(({ id }) => id);
  }
}
