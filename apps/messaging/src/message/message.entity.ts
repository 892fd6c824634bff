import type { ConversationId, messaging, MessageId, user } from '@parley/contracts';
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
  readonly createdAt: Date;
  readonly editedAt: Date | null;
  readonly deletedAt: Date | null;
}

/** Reads from `messageSource`: the message is `m`, its sender `s`. */
export const messageColumns = `m.id, m.conversation_id AS "conversationId", m.seq, ${userCard('s')} AS sender, m.type, m.body, m.attachments,
  m.metadata, m.reply_to_id AS "replyToId", m.thread_root_id AS "threadRootId", m.thread_count AS "threadCount", m.client_key AS "clientKey",
  m.created_at AS "createdAt", m.edited_at AS "editedAt", m.deleted_at AS "deletedAt"`;

export const messageSource = 'message m JOIN user_mirror s ON s.id = m.sender_id';

/** What every new message starts with. */
export const newMessageState = {
  reactions: [],
  threadCount: 0,
  isPinned: false,
  linkPreview: null,
  voice: null,
  delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
  editedAt: null,
  deletedAt: null,
} as const satisfies Partial<messaging.Message>;

/** Nothing of a deleted message is readable but that it was there (C54). */
const blank = { body: { kind: 'plain', text: '' }, attachments: [], metadata: {} } as const satisfies Partial<messaging.Message>;

export const toMessage = ({ clientKey: _key, createdAt, editedAt, deletedAt, ...row }: MessageRow): messaging.Message => ({
  ...newMessageState,
  ...row,
  ...(deletedAt === null ? {} : blank),
  sentAt: createdAt.toISOString(),
  editedAt: editedAt?.toISOString() ?? null,
  deletedAt: deletedAt?.toISOString() ?? null,
});
