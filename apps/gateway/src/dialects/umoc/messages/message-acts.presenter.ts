import { messaging, type MessageId, type user } from '@parley/contracts';
import { presentEvent } from '../../../realtime/present-event.js';
import { roomOf } from '../../../realtime/rooms.js';
import { presentTime } from '../time.codec.js';
import { presentNewMessage, roomsOf } from './messages.presenter.js';

/** `message_deleted`; the time is that of the deletion (A-UM-18). */
export const presentDeleted = (messageId: MessageId, sender: user.UserCard, at: string) => ({
  message_id: messageId,
  sender_id: sender.num,
  timestamp: presentTime(at),
});

/** `chat_id` is how the hearer names the chat: the typer of a direct one, else the group (A-UM-20). */
const presentTyping = ({ num, username }: user.UserCard, isTyping: boolean, at: string, group: number | null) => ({
  user_id: num,
  username,
  is_typing: isTyping,
  timestamp: Date.parse(at) / 1000,
  chat_id: group ?? num,
  is_group: group !== null,
});

/** UM-s2c-message_deleted, messages_read, typing_indicator, and the extension `message_edited`; `seq` is additive. */
export const messageActPresenters = [
  presentEvent(messaging.messageDeleted, ({ messageId, conversation, sender, deletedAt, seq }) => [
    { kind: 'emit', rooms: roomsOf(conversation), event: 'message_deleted', data: { ...presentDeleted(messageId, sender, deletedAt), seq } },
  ]),
  // Gone for one person, on all of that person's sockets.
  presentEvent(messaging.messageHidden, ({ messageId, sender, userId, hiddenAt, seq }) => [
    {
      kind: 'emit',
      rooms: [roomOf('umoc', 'user', userId)],
      event: 'message_deleted',
      data: { ...presentDeleted(messageId, sender, hiddenAt), seq },
    },
  ]),
  // Pins, reactions and threads do not show here: only an edit changes what a client has.
  presentEvent(messaging.messageUpdated, ({ message, conversation, cause, seq }) =>
    cause !== 'edited' || message.editedAt === null
      ? []
      : [
          {
            kind: 'emit',
            rooms: roomsOf(conversation),
            event: 'message_edited',
            data: { ...presentNewMessage(message, conversation), edited_at: presentTime(message.editedAt), seq },
          },
        ],
  ),
  // To the senders, as far as they are in the group still.
  presentEvent(messaging.messagesRead, ({ conversation, reader, readAt, bySender }) =>
    bySender.map(({ senderId, messageIds }) => ({
      kind: 'emit',
      rooms: [roomOf('umoc', 'user', senderId)],
      ...(conversation.kind === 'room' ? { within: roomOf('umoc', 'conversation', conversation.id) } : {}),
      event: 'messages_read',
      data: { reader_id: reader.num, reader_username: reader.username, message_ids: messageIds, timestamp: presentTime(readAt) },
    })),
  ),
  presentEvent(messaging.typingChanged, ({ conversation, user, isTyping }, { occurredAt }) => [
    {
      kind: 'emit',
      rooms: roomsOf(conversation),
      exceptUser: user.id,
      event: 'typing_indicator',
      data: presentTyping(user, isTyping, occurredAt, conversation.kind === 'direct' ? null : conversation.num),
    },
  ]),
  presentEvent(messaging.typingTowardChanged, ({ recipient, user, isTyping }, { occurredAt }) => [
    {
      kind: 'emit',
      rooms: [roomOf('umoc', 'user', recipient.id)],
      event: 'typing_indicator',
      data: presentTyping(user, isTyping, occurredAt, null),
    },
  ]),
];
