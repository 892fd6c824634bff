import { notification } from '@parley/contracts';
import { presentSignal } from '../../../realtime/present-signal.js';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { groupRoom } from '../sockets/socket-groups.js';
import type { shownKinds } from './notifications.dto.js';

/** C71: being brought into a channel is told as a mention (A-CB-24). */
const typeOf = {
  message: 'dm',
  mention: 'mention',
  channel_added: 'mention',
  reaction: 'reaction',
  thread_reply: 'thread_reply',
} as const satisfies Record<(typeof shownKinds)[number], string>;

const isShown = (kind: notification.NotificationKind): kind is keyof typeof typeOf => kind in typeOf;

/** One line: who and where, then what; of being added only what. */
const lineOf = ({ kind, title, body }: notification.Notification): string => {
  if (kind === 'channel_added') return body;
  return body === '' ? title : `${title}: ${body}`;
};

/** The object of 9.3. */
export const presentNotification = (told: notification.Notification) => ({
  id: connectbestIds.notification.encode(told.id),
  type: isShown(told.kind) ? typeOf[told.kind] : 'mention',
  message: lineOf(told),
  channelId: told.conversationId === null ? null : connectbestIds.channel.encode(told.conversationId),
  messageId: told.messageId === null ? null : connectbestIds.message.encode(told.messageId),
  read: told.isRead,
  createdAt: presentTime(told.createdAt),
});

/** `notification:new` (A-CB-60): to the user's own sockets that hear notifications. */
export const presentNotificationsAdded = presentSignal(notification.notificationsAdded, (added) =>
  added
    .filter(({ kind }) => isShown(kind))
    .map((told) => ({
      kind: 'emit',
      rooms: [groupRoom('notifications', 'user', told.userId)],
      event: 'notification:new',
      data: presentNotification(told),
    })),
);
