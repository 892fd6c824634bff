import type { ConversationId, messaging, MessageId, user, UserId } from '@parley/contracts';
import { userCard } from '../user-mirror/user-mirror.repository.js';

/** A stored conversation as `conversationColumns` reads it. */
export interface ConversationRow {
  readonly id: ConversationId;
  readonly num: number;
  readonly kind: 'direct' | 'room';
  readonly title: string | null;
  readonly slug: string | null;
  readonly pair: readonly [user.UserCard, user.UserCard] | null;
  readonly description: string | null;
  readonly visibility: 'public' | 'private';
  readonly ownerId: UserId | null;
  readonly avatarUrl: string | null;
  readonly maxMembers: number | null;
  readonly isEncryptionRequired: boolean;
  readonly isAutoSummaryEnabled: boolean;
  readonly summaryThreshold: number;
  readonly memberCount: number;
  readonly lastMessageId: MessageId | null;
  readonly lastActivityAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Reads from conversation `c`. The pair of a direct conversation is in the order of its key. */
export const conversationColumns = `c.id, c.num, c.kind, c.title, c.slug,
  (SELECT jsonb_agg(${userCard('u')} ORDER BY u.id) FROM user_mirror u
    WHERE u.id IN (split_part(c.direct_key, ':', 1)::uuid, split_part(c.direct_key, ':', 2)::uuid)) AS pair,
  c.description, c.visibility, c.owner_id AS "ownerId", c.avatar_url AS "avatarUrl", c.max_members AS "maxMembers",
  c.is_encryption_required AS "isEncryptionRequired", c.is_auto_summary_enabled AS "isAutoSummaryEnabled",
  c.summary_threshold AS "summaryThreshold", c.member_count AS "memberCount", c.last_message_id AS "lastMessageId",
  c.last_activity_at AS "lastActivityAt", c.created_at AS "createdAt", c.updated_at AS "updatedAt"`;

export const toCard = ({ id, num, kind, title, slug, pair }: ConversationRow): messaging.ConversationCard => ({ id, num, kind, title, slug, pair });

export const toConversation = (row: ConversationRow): messaging.Conversation => ({
  ...toCard(row),
  description: row.description,
  visibility: row.visibility,
  ownerId: row.ownerId,
  avatarUrl: row.avatarUrl,
  maxMembers: row.maxMembers,
  isEncryptionRequired: row.isEncryptionRequired,
  isAutoSummaryEnabled: row.isAutoSummaryEnabled,
  summaryThreshold: row.summaryThreshold,
  memberCount: row.memberCount,
  lastActivityAt: row.lastActivityAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
