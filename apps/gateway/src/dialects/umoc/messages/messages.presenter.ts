import { messaging, type UserId } from '@parley/contracts';
import { placeOf, presentEvent } from '../../../realtime/present-event.js';
import { roomOf } from '../../../realtime/rooms.js';
import { presentTime } from '../time.codec.js';
import { encodeContent, encodeEncrypted, encodeType } from '../umoc.codec.js';
import { maxPageSize, type GetChatHistoryDto } from './messages.dto.js';

/** What every message object has; `last_message` has nothing else. */
export const presentMessage = (message: messaging.Message) => ({
  message_id: message.id,
  sender_id: message.sender.num,
  sender_username: message.sender.username,
  content: encodeContent(message),
  type: encodeType(message.type),
  timestamp: presentTime(message.sentAt),
});

/** Beside `content` where a message is ciphertext (A-UM-17). */
const encryptedPart = (message: messaging.Message) => {
  const encrypted = encodeEncrypted(message);
  return encrypted === null ? {} : { encrypted_content: encrypted };
};

/** Mine: all others have read it; another's: I have (C46). */
const isReadFor = (viewerId: UserId, { sender, delivery }: messaging.Message): boolean =>
  sender.id === viewerId ? delivery.isRead : delivery.readBy.includes(viewerId);

/** How the viewer names a chat: by the other user's number, or the group's (A-UM-09). */
const numberFor = (viewerId: UserId, { num, pair }: messaging.ConversationCard): number => pair?.find(({ id }) => id !== viewerId)?.num ?? num;

/** `chat_history`: newest first inside and across pages (A-UM-11). A chat nobody has written in is empty. */
export const presentHistory = (viewerId: UserId, asked: GetChatHistoryDto, page: messaging.MessagePage | null) => {
  const total = page?.total ?? 0;
  return {
    chat_id: page === null ? asked.chat_id : numberFor(viewerId, page.conversation),
    is_group: asked.is_group ?? false,
    messages: (page?.messages ?? []).map((message) => ({
      ...presentMessage(message),
      ...encryptedPart(message),
      is_read: isReadFor(viewerId, message),
    })),
    page: asked.page,
    total_pages: Math.ceil(total / Math.min(asked.page_size, maxPageSize)),
    total_messages: total,
  };
};

/** `new_message`; `seq` is its place in the conversation (additive). */
export const presentNewMessage = (message: messaging.Message, conversation: messaging.ConversationCard) => ({
  ...presentMessage(message),
  ...encryptedPart(message),
  // The recipient's number in both copies (A-UM-15): how the sender names the chat.
  recipient_id: numberFor(message.sender.id, conversation),
  is_group: conversation.kind === 'room',
  seq: message.seq,
});

/** Where the events of a chat go: to both people of a direct one, else to the group's room. */
export const roomsOf = ({ id, pair }: messaging.ConversationCard): readonly string[] =>
  pair?.map((person) => roomOf('umoc', 'user', person.id)) ?? [roomOf('umoc', 'conversation', id)];

/** UM-s2c-new_message: to every member's sockets, the sender's too. */
export const presentMessageSent = presentEvent(messaging.messageSent, ({ message, conversation }) => [
  {
    kind: 'emit',
    rooms: roomsOf(conversation),
    event: 'new_message',
    data: presentNewMessage(message, conversation),
    receipt: placeOf(message),
  },
]);
