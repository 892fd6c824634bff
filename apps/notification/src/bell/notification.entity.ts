import type { notification } from '@parley/contracts';

/** A row, as its columns are read by `notificationColumns`. */
export interface NotificationRow extends Omit<notification.Notification, 'createdAt' | 'isRead'> {
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

export const notificationColumns = `id, user_id AS "userId", kind, title, body, conversation_id AS "conversationId", message_id AS "messageId",
  actor_id AS "actorId", created_at AS "createdAt", read_at AS "readAt"`;

export const toNotification = ({
  id,
  userId,
  kind,
  title,
  body,
  conversationId,
  messageId,
  actorId,
  createdAt,
  readAt,
}: NotificationRow): notification.Notification => ({
  isRead: readAt !== null,
  createdAt: createdAt.toISOString(),
  ...{ id, userId, kind, title, body, conversationId, messageId, actorId },
});
