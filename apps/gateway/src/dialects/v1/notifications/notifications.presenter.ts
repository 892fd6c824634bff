import { notification } from '@parley/contracts';
import { presentSignal } from '../../../realtime/present-signal.js';
import { userRoom } from '../rooms.js';
import { success, v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { presentPagination, type PageWindow } from '../v1.page.js';
import type { shownKinds } from './notifications.dto.js';

/** C71. */
const typeOf = {
  message: 'new_message',
  thread_reply: 'new_message',
  mention: 'mention',
  channel_added: 'mention',
  call_missed: 'call_missed',
  contact_request: 'contact_request',
} as const satisfies Record<(typeof shownKinds)[number], string>;

const isShown = (kind: notification.NotificationKind): kind is keyof typeof typeOf => kind in typeOf;

/** What it is about: the ids it has, and who caused it *(extension)*. */
const presentSubject = ({ conversationId, messageId, actorId }: notification.Notification) => ({
  ...(conversationId === null ? {} : { conversation_id: v1Ids.conversation.encode(conversationId) }),
  ...(messageId === null ? {} : { message_id: v1Ids.message.encode(messageId) }),
  ...(actorId === null ? {} : { user_id: v1Ids.user.encode(actorId) }),
});

/** Of a message the bell has its sender's name alone. */
const presentTitle = ({ kind, title }: notification.Notification): string => (kind === 'message' ? `New message from ${title}` : title);

/** The object of V1-7.1. */
export const presentNotification = (told: notification.Notification) => ({
  notification_id: v1Ids.notification.encode(told.id),
  type: isShown(told.kind) ? typeOf[told.kind] : 'new_message',
  title: presentTitle(told),
  body: told.body,
  data: presentSubject(told),
  is_read: told.isRead,
  created_at: v1Time(told.createdAt),
});

/** Response of V1-7.1. */
export const presentNotifications = ({ notifications, unreadCount, total }: notification.NotificationPage, window: PageWindow) => ({
  ...success({ notifications: notifications.map(presentNotification), unread_count: unreadCount, total }),
  pagination: presentPagination(window, total),
});

/** `notification` *(extension, A-V1-23)*: to all of the user's sockets. */
export const presentNotificationsAdded = presentSignal(notification.notificationsAdded, (added) =>
  added
    .filter(({ kind }) => isShown(kind))
    .map((told) => ({ kind: 'emit', rooms: [userRoom(told.userId)], event: 'notification', data: { notification: presentNotification(told) } })),
);
