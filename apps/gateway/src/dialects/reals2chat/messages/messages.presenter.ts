import { messaging, type user, type UserId } from '@parley/contracts';
import { placeOf, presentEvent } from '../../../realtime/present-event.js';
import { roomOf } from '../../../realtime/rooms.js';
import { syncUserRoom } from '../../../realtime/sync-hints.js';
import { encodeAttachment, encodeText } from '../reals2chat.codec.js';
import { encodeId } from '../reals2chat.ids.js';

/** The two members of a direct conversation: the only kind this dialect shows (C38). */
type Pair = readonly [user.UserCard, user.UserCard];

const otherOf = ([one, other]: Pair, userId: UserId): UserId => (one.id === userId ? other.id : one.id);

/** C46: of the single recipient; the recipient sees the same value (A-R2-19). */
const statusOf = ({ isRead, isDelivered }: messaging.Delivery): 'sent' | 'delivered' | 'read' =>
  isRead ? 'read' : isDelivered ? 'delivered' : 'sent';

/** Message Schema, R2-2.1. `attachment` is absent when there is none (A-R2-18). */
export const presentMessage = (message: messaging.Message, pair: Pair) => {
  const attachment = encodeAttachment(message);
  return {
    _id: encodeId(message.id),
    conversationId: encodeId(message.conversationId),
    senderId: encodeId(message.sender.id),
    recipientId: encodeId(otherOf(pair, message.sender.id)),
    text: encodeText(message),
    ...(attachment === null ? {} : { attachment }),
    createdAt: new Date(message.sentAt).toISOString(),
    status: statusOf(message.delivery),
  };
};

/** R2-3.2: oldest first; no conversation yet is an empty list (A-R2-03). */
export const presentHistory = (page: messaging.MessagePage | null) => {
  const pair = page?.conversation.pair;
  return page && pair ? page.messages.map((message) => presentMessage(message, pair)).reverse() : [];
};

/** R2-3.3 and the acknowledgement of `sendMessage`. */
export const presentSent = ({ message, conversation: { pair } }: messaging.SentMessage) => {
  if (pair === null) throw new Error('a message to a user is in no direct conversation');
  return presentMessage(message, pair);
};

/** R2-4.2 `receiveMessage`: to the recipient only, not to the sender's other devices (A-R2-14) but those that keep up by seq. */
export const presentMessageSent = presentEvent(messaging.messageSent, ({ message, conversation: { pair } }) =>
  pair === null
    ? []
    : [
        {
          kind: 'emit',
          rooms: [roomOf('reals2chat', 'user', otherOf(pair, message.sender.id)), syncUserRoom('reals2chat', message.sender.id)],
          event: 'receiveMessage',
          data: { ...presentMessage(message, pair), seq: message.seq },
          receipt: placeOf(message),
        },
      ],
);
