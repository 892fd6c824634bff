import { messaging, type ConversationId, type MessageId, type user } from '@parley/contracts';
import { userCard } from '../user-mirror/user-mirror.repository.js';

/** A stored message as `messageColumns` reads it. */
export interface MessageRow {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly seq: number;
  readonly sender: user.UserCard;
  readonly type: messaging.MessageType;
  readonly body: messaging.MessageBody;
  readonly attachments: readonly messaging.Attachment[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly replyToId: MessageId | null;
  readonly threadRootId: MessageId | null;
  readonly threadCount: number;
  readonly clientKey: string | null;
  readonly reactions: readonly messaging.Reaction[];
  readonly isPinned: boolean;
  readonly linkPreview: messaging.LinkPreview | null;
  /** Null in a room too large for ticks, of what the viewer has not read. */
  readonly delivery: messaging.Delivery | null;
  readonly createdAt: Date;
  readonly editedAt: Date | null;
  readonly deletedAt: Date | null;
}

const reactions = `coalesce((SELECT jsonb_agg(jsonb_build_object(
    'user', jsonb_build_object('id', ru.id, 'username', ru.username, 'displayName', ru.display_name), 'emoji', r.emoji,
    'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY r.created_at, r.user_id, r.emoji)
   FROM reaction r JOIN user_mirror ru ON ru.id = r.user_id WHERE r.message_id = m.id), '[]')`;

/** SQL: whether others know that member `p` has read message `m` by itself, beyond what they know of his cursor. */
export const isToldSingly = `EXISTS (SELECT 1 FROM receipt WHERE conversation_id = m.conversation_id AND user_id = p.user_id AND seq = m.seq
     AND NOT is_quiet)`;

/** SQL: whether member `p` has read message `m`, as far as `viewer` knows. */
const hasRead = (viewer: string): string => `least(p.last_read_seq, CASE WHEN p.user_id IS DISTINCT FROM ${viewer} THEN p.told_read_seq END) >= m.seq
       OR (SELECT true FROM receipt WHERE conversation_id = m.conversation_id AND user_id = p.user_id AND seq = m.seq
         AND (p.user_id IS NOT DISTINCT FROM ${viewer} OR NOT is_quiet)) IS NOT NULL`;

/**
 * SQL of the members the message was meant for: who was in the conversation when it came, and still is, but for the sender. `viewer`
 * is one of them wherever he is a member: what was said before he came counts as read by him (C88), and shows so to him.
 */
const recipients = (viewer: string): string =>
  `member p WHERE p.conversation_id = m.conversation_id AND p.left_at IS NULL AND p.user_id <> m.sender_id
     AND (p.joined_seq <= m.seq OR p.user_id IS NOT DISTINCT FROM ${viewer})`;

/**
 * What was read in a block shows to its reader alone; `viewer` is SQL of an id (LEAST passes over null). In a room too large for
 * ticks everybody sees his own.
 */
const delivery = (viewer: string): string => `coalesce((SELECT jsonb_build_object(
    'deliveredTo', coalesce(jsonb_agg(d.user_id) FILTER (WHERE d.has_read OR d.has_it), '[]'),
    'readBy', coalesce(jsonb_agg(d.user_id) FILTER (WHERE d.has_read), '[]'),
    'isDelivered', coalesce(bool_and(d.has_read OR d.has_it), false),
    'isRead', coalesce(bool_and(d.has_read), false))
   FROM (
     SELECT p.user_id, p.last_delivered_seq >= m.seq AS has_it, ${hasRead(viewer)} AS has_read
     FROM ${recipients(viewer)} ORDER BY p.user_id LIMIT ${messaging.maxTickedMembers + 1}
   ) d HAVING count(*) <= ${messaging.maxTickedMembers}),
   (SELECT jsonb_build_object('deliveredTo', jsonb_build_array(p.user_id), 'readBy', jsonb_build_array(p.user_id), 'isDelivered', false, 'isRead', false)
    FROM ${recipients(viewer)} AND p.user_id = ${viewer} AND (${hasRead(viewer)})))`;

/**
 * Reads from `messageSource`: the message is `m`, its sender `s`. One statement reads a page with all that hangs on it. Not with
 * EXISTS: the planner would rather hash a whole table than look up a page's messages.
 */
const columnsWith = (
  ticks: string,
): string => `m.id, m.conversation_id AS "conversationId", m.seq, ${userCard('s')} AS sender, m.type, m.body, m.attachments,
  m.metadata, m.reply_to_id AS "replyToId", m.thread_root_id AS "threadRootId", m.thread_count AS "threadCount", m.client_key AS "clientKey",
  ${reactions} AS reactions,
  (SELECT true FROM pin WHERE conversation_id = m.conversation_id AND message_id = m.id) IS NOT NULL AS "isPinned", ${ticks} AS delivery,
  m.link_preview AS "linkPreview", m.created_at AS "createdAt", m.edited_at AS "editedAt", m.deleted_at AS "deletedAt"`;

export const messageColumnsFor = (viewer: string): string => columnsWith(delivery(viewer));

/** Without who has it and who has read it: that looks at every member for every message. */
export const messageColumnsUnticked = columnsWith('NULL::jsonb');

/** The same for all viewers. */
export const messageColumns = messageColumnsFor('NULL::uuid');

export const messageSource = 'message m JOIN user_mirror s ON s.id = m.sender_id';

/** SQL of those who have hidden a message; not of who has left its conversation, and hears nothing of it. */
export const hidersOf = (messageId: string, conversationId: string): string =>
  `ARRAY(SELECT h.user_id FROM message_hide h JOIN member p ON p.conversation_id = ${conversationId} AND p.user_id = h.user_id AND p.left_at IS NULL
     WHERE h.message_id = ${messageId})`;

/** What every new message starts with. */
export const newMessageState = {
  reactions: [],
  threadCount: 0,
  isPinned: false,
  voice: null,
  delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
  editedAt: null,
  deletedAt: null,
} as const satisfies Partial<messaging.Message>;

/** Nothing of a deleted message is readable but that it was there (C54). */
const blank = {
  body: { kind: 'plain', text: '' },
  attachments: [],
  metadata: {},
  reactions: [],
  linkPreview: null,
} as const satisfies Partial<messaging.Message>;

export const toMessage = ({ clientKey: _key, createdAt, editedAt, deletedAt, delivery, ...row }: MessageRow): messaging.Message => ({
  ...newMessageState,
  ...row,
  delivery: delivery ?? newMessageState.delivery,
  ...(deletedAt === null ? {} : blank),
  sentAt: createdAt.toISOString(),
  editedAt: editedAt?.toISOString() ?? null,
  deletedAt: deletedAt?.toISOString() ?? null,
});

/** As one sees it who has deleted it for himself, where it must be shown at all. */
export const toHiddenMessage = (row: MessageRow): messaging.Message => ({ ...toMessage(row), ...blank });
