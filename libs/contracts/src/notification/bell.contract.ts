import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { defineSignal } from '../event.js';
import { IsId, type ConversationId, type MessageId, type NotificationId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';

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

export class ListNotificationsInput {
  @IsId() userId!: UserId;
  /** The kinds the asking dialect shows; counts follow them (C71). */
  @IsArray() @IsIn(notificationKinds, { each: true }) kinds!: readonly NotificationKind[];
  @IsBoolean() isUnreadOnly!: boolean;
  @IsInt() @Min(1) @Max(100) limit!: number;
  @IsInt() @Min(0) offset!: number;
}

export interface NotificationPage {
  /** Newest first. */
  readonly notifications: readonly Notification[];
  /** How many match, whatever the page. */
  readonly total: number;
  /** Of all of these kinds. */
  readonly unreadCount: number;
}

export const listNotifications = defineRpc<ListNotificationsInput, NotificationPage>('notification.bell.list', {
  input: ListNotificationsInput,
  errors: [],
  idempotent: true,
});

export class ReadNotificationInput {
  @IsId() userId!: UserId;
  @IsId() notificationId!: NotificationId;
}

/** One's own; what is read stays read. */
export const readNotification = defineRpc<ReadNotificationInput, null>('notification.bell.read', {
  input: ReadNotificationInput,
  errors: ['NOTIFICATION_NOT_FOUND'],
  idempotent: true,
});

export class ReadNotificationsInput {
  @IsId() userId!: UserId;
  /** Unknown and foreign ids are ignored (A-CB-79); null: all of the kinds. */
  @IsOptional() @IsArray() @ArrayMaxSize(1_000) @IsId({ each: true }) notificationIds!: readonly NotificationId[] | null;
  @IsArray() @IsIn(notificationKinds, { each: true }) kinds!: readonly NotificationKind[];
}

export const readNotifications = defineRpc<ReadNotificationsInput, null>('notification.bell.read-many', {
  input: ReadNotificationsInput,
  errors: [],
  idempotent: true,
});

/** New entries whose users are to hear of them at once: not those that came in do-not-disturb or of a muted place. */
export const notificationsAdded = defineSignal<readonly Notification[]>('notification.bell.added');
