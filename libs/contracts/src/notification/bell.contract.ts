import type { ConversationId, MessageId, NotificationId, UserId } from '../ids.js';

/** What somebody is told of (C71); each dialect shows the kinds it knows. */
export const notificationKinds = [
  'message',
  'mention',
  'reaction',
  'thread_reply',
  'call_missed',
  'contact_request',
  'channel_added',
  'system',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** One entry behind the bell. `title` says who and where, `body` what; times are ISO 8601 UTC. */
export interface Notification {
  readonly id: NotificationId;
  readonly userId: UserId;
  readonly kind: NotificationKind;
  readonly title: string;
  /** Blank once its message is deleted. */
  readonly body: string;
  readonly conversationId: ConversationId | null;
  readonly messageId: MessageId | null;
  /** Who caused it; null when the system did. */
  readonly actorId: UserId | null;
  readonly isRead: boolean;
  readonly createdAt: string;
}
