import { messaging } from '@parley/contracts';
import { presentEvent, type Emission } from '../../../realtime/present-event.js';
import { roomOf } from '../../../realtime/rooms.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { presentTime } from '../chatrooms-time.js';
import { chatroomRoom } from '../rooms/members.presenter.js';
import { presentMessage, presentReaction } from './messages.presenter.js';

/** Everybody's reactions to a message. */
export const presentReacted = ({ id, reactions }: messaging.Message) => ({
  message_id: chatroomsIds.encode(id),
  reactions: reactions.map(presentReaction),
});

const toSubscribers = ({ id }: messaging.ConversationCard, event: string, data: object): Emission => ({
  kind: 'emit',
  rooms: [chatroomRoom(id)],
  event,
  data,
});

interface Changed {
  readonly message: messaging.Message;
  readonly conversation: messaging.ConversationCard;
  readonly seq: number;
}

const updated = ({ message, conversation, seq }: Changed): Emission =>
  toSubscribers(conversation, 'message_updated', { message: { ...presentMessage(message), seq } });

/** Extensions of A-RC-25 and A-RC-26, and `typing_indicator`; to the sockets that joined the chatroom. */
export const messageActPresenters = [
  presentEvent(messaging.messageUpdated, (change) => [updated(change)]),
  presentEvent(messaging.reactionRemoved, (change) => [updated(change)]),
  presentEvent(messaging.reactionAdded, ({ message, conversation, seq }) => [
    toSubscribers(conversation, 'reaction_updated', { chatroom_id: chatroomsIds.encode(conversation.id), ...presentReacted(message), seq }),
  ]),
  presentEvent(messaging.messageDeleted, ({ messageId, conversation, seq }) => [
    toSubscribers(conversation, 'message_deleted', {
      chatroom_id: chatroomsIds.encode(conversation.id),
      message_id: chatroomsIds.encode(messageId),
      seq,
    }),
  ]),
  // Gone for one person, on all of that person's sockets.
  presentEvent(messaging.messageHidden, ({ messageId, conversation, userId, seq }) => [
    {
      kind: 'emit',
      rooms: [roomOf('chatrooms', 'user', userId)],
      event: 'message_deleted',
      data: { chatroom_id: chatroomsIds.encode(conversation.id), message_id: chatroomsIds.encode(messageId), seq },
    },
  ]),
  presentEvent(messaging.messagesRead, ({ conversation, reader, upToId, readAt, seq }) => [
    toSubscribers(conversation, 'message_read', {
      chatroom_id: chatroomsIds.encode(conversation.id),
      message_id: chatroomsIds.encode(upToId),
      user_id: chatroomsIds.encode(reader.id),
      read_at: presentTime(readAt),
      seq,
    }),
  ]),
  presentEvent(messaging.typingChanged, ({ conversation, user, isTyping }) => [
    {
      kind: 'emit',
      rooms: [chatroomRoom(conversation.id)],
      exceptUser: user.id,
      event: 'typing_indicator',
      data: {
        chatroom_id: chatroomsIds.encode(conversation.id),
        user_id: chatroomsIds.encode(user.id),
        username: user.username,
        is_typing: isTyping,
      },
    },
  ]),
];
