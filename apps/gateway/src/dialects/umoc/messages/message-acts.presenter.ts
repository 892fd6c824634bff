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
  presentEvent(messaging.messagesRead, ({ reader, readAt, bySender }) =>
    bySender.map(({ senderId, messageIds }) => ({
      kind: 'emit',
      rooms: [roomOf('umoc', 'user', senderId)],
      event: 'messages_read',
      data: { reader_id: reader.num, reader_username: reader.username, message_ids: messageIds, timestamp: presentTime(readAt) },
    })),
  ),
  // `chat_id` is how the hearer names the chat: the typer of a direct one, else the group (A-UM-20).
  presentEvent(messaging.typingChanged, ({ conversation, user, isTyping }, { occurredAt }) => [
    {
      kind: 'emit',
      rooms: roomsOf(conversation),
      exceptUser: user.id,
      event: 'typing_indicator',
      data: {
        user_id: user.num,
        username: user.username,
        is_typing: isTyping,
        timestamp: Date.parse(occurredAt) / 1000,
        chat_id: conversation.kind === 'direct' ? user.num : conversation.num,
        is_group: conversation.kind === 'room',
      },
    },
  ]),
];
