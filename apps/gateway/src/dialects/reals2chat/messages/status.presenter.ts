import { messaging, type user } from '@parley/contracts';
import { presentEvent, type Emission } from '../../../realtime/present-event.js';
import { roomOf } from '../../../realtime/rooms.js';
import { encodeId } from '../reals2chat.ids.js';

/** Of more at once the newest: a client's queue holds 256 events, and the history shows the rest. */
const mostStatuses = 200;

/** `messageStatus {messageId, status}` (extension of A-R2-04): to whose messages they are, one event each, of direct conversations. */
const statusOf = (
  { pair }: messaging.ConversationCard,
  bySender: readonly messaging.ReadOfSender[],
  status: 'delivered' | 'read',
): readonly Emission[] =>
  pair === null
    ? []
    : bySender.flatMap(({ senderId, messageIds }) =>
        messageIds.slice(-mostStatuses).map((id) => ({
          kind: 'emit' as const,
          rooms: [roomOf('reals2chat', 'user', senderId)],
          event: 'messageStatus',
          data: { messageId: encodeId(id), status },
        })),
      );

const typingStatusOf = (recipient: user.UserCard, typer: user.UserCard, isTyping: boolean): Emission => ({
  kind: 'emit',
  rooms: [roomOf('reals2chat', 'user', recipient.id)],
  event: 'typingStatus',
  data: { senderId: encodeId(typer.id), isTyping },
});

export const statusPresenters = [
  presentEvent(messaging.messagesRead, ({ conversation, bySender }) => statusOf(conversation, bySender, 'read')),
  presentEvent(messaging.messagesDelivered, ({ conversation, bySender }) => statusOf(conversation, bySender, 'delivered')),
  /** R2-4.2 `typingStatus`: to the other person, whether or not they have ever written to each other. */
  presentEvent(messaging.typingChanged, ({ conversation: { pair }, user, isTyping }) =>
    (pair ?? []).filter(({ id }) => id !== user.id).map((other) => typingStatusOf(other, user, isTyping)),
  ),
  presentEvent(messaging.typingTowardChanged, ({ recipient, user, isTyping }) => [typingStatusOf(recipient, user, isTyping)]),
];
