import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';
import { conversationColumns, type ConversationRow } from './conversation.entity.js';
import { foldedName } from '../user-mirror/name-fold.policy.js';

export interface ListedRow extends ConversationRow {
  readonly role: messaging.MemberRole;
  readonly joinedAt: Date;
  readonly unreadCount: number;
  readonly unreadReplyCount: number;
  readonly isPinned: boolean;
  readonly isMuted: boolean;
}

export interface ListFilter extends Omit<messaging.ListConversationsInput, 'limit' | 'offset'> {
  /** Only this one, or null for all. */
  readonly id: ConversationId | null;
}

/** So many of a conversation's newest messages are looked at for unread: a list stays quick however long one was away. */
const unreadWindow = 1_000;

/** The other user of direct conversation `c` of member `me`; null for a room. */
const other = `(CASE WHEN starts_with(c.direct_key, me.user_id::text) THEN split_part(c.direct_key, ':', 2) ELSE split_part(c.direct_key, ':', 1) END)::uuid`;

/** What a member sees as the name of a conversation (C38). */
const shownName = `coalesce(c.title, (SELECT display_name FROM user_mirror WHERE id = ${other}))`;

const matching = `FROM member me JOIN conversation c ON c.id = me.conversation_id
  LEFT JOIN LATERAL (SELECT is_pinned, is_muted FROM preference WHERE user_id = $1 AND target_id = coalesce(${other}, c.id)) p ON true
  WHERE me.user_id = $1 AND me.left_at IS NULL AND c.deleted_at IS NULL
    AND ($2::uuid IS NULL OR c.id = $2)
    AND ($3::text IS NULL OR c.kind = $3)
    AND ($4::text IS NULL OR c.visibility = $4)
    AND ($5::text IS NULL OR strpos(${foldedName(shownName)}, ${foldedName('$5::text')}) > 0)`;

/** SQL of one page; exported so that a test can look at its plan. The page is cut before anything is counted. */
export const listPageSql = `WITH mine AS MATERIALIZED (
    SELECT c.id, c.last_activity_at, me.role, me.joined_at, me.last_read_seq, coalesce(p.is_pinned, false) AS is_pinned,
      coalesce(p.is_muted, false) AS is_muted ${matching}
    ORDER BY ($8 AND coalesce(p.is_pinned, false)) DESC, c.last_activity_at DESC, c.id LIMIT $6 OFFSET $7
  )
  SELECT ${conversationColumns}, mine.role, mine.joined_at AS "joinedAt", unread.count AS "unreadCount", unread.replies AS "unreadReplyCount",
    shown.id AS "lastMessageId", mine.is_pinned AS "isPinned", mine.is_muted AS "isMuted"
    FROM mine JOIN conversation c ON c.id = mine.id
    CROSS JOIN LATERAL (
      SELECT count(*), count(*) FILTER (WHERE thread_root_id IS NOT NULL) AS replies FROM (
        SELECT id, seq, sender_id, type, deleted_at, thread_root_id FROM message
         WHERE conversation_id = c.id AND seq > mine.last_read_seq ORDER BY seq DESC LIMIT ${unreadWindow}
      ) newest
       WHERE sender_id <> $1 AND type <> 'system' AND deleted_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM receipt WHERE conversation_id = c.id AND user_id = $1 AND seq = newest.seq)
         AND NOT EXISTS (SELECT 1 FROM message_hide WHERE message_id = newest.id AND user_id = $1)
    ) unread
    LEFT JOIN LATERAL (
      SELECT id FROM message
       WHERE conversation_id = c.id AND deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM message_hide WHERE message_id = message.id AND user_id = $1)
       ORDER BY seq DESC LIMIT 1
    ) shown ON true
   ORDER BY ($8 AND mine.is_pinned) DESC, mine.last_activity_at DESC, mine.id`;

const parametersOf = (filter: ListFilter): readonly unknown[] => [
  filter.viewerId,
  filter.id,
  filter.kind ?? null,
  filter.visibility ?? null,
  filter.titlePart ?? null,
];

@Injectable()
export class ConversationListRepository {
  /** Latest activity first. Unread by C88, of the newest 1,000 messages. */
  page(db: Queryable, filter: ListFilter, limit: number, offset: number): Promise<ListedRow[]> {
    return db.query<ListedRow>(listPageSql, [...parametersOf(filter), limit, offset, filter.isPinnedFirst ?? false]);
  }

  async count(db: Queryable, filter: ListFilter): Promise<number> {
    const rows = await db.query<{ count: number }>(`SELECT count(*) AS count ${matching}`, parametersOf(filter));
    return rows[0]?.count ?? 0;
  }
}
