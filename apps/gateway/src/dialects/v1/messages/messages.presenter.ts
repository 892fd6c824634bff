import { messaging, type UserId } from '@parley/contracts';
import { placeOf, presentEvent } from '../../../realtime/present-event.js';
import { conversationRoom, userRoom } from '../rooms.js';
import { encodeBody } from '../body.codec.js';
import { success, v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { presentPagination, type PageWindow } from '../v1.page.js';
import { presentMetadata } from './metadata.codec.js';

const encodeUser = (id: UserId): string => v1Ids.user.encode(id);

/** This dialect has no type for what the system writes (C44). */
export const presentType = (type: messaging.MessageType): string => (type === 'system' ? 'text' : type);

/** Everybody's, by emoji (C52). */
export const presentReactions = (reactions: readonly messaging.Reaction[]): Readonly<Record<string, readonly string[]>> => {
  const usersByEmoji = new Map<string, string[]>();
  for (const { emoji, user } of reactions) usersByEmoji.set(emoji, [...(usersByEmoji.get(emoji) ?? []), encodeUser(user.id)]);
  return Object.fromEntries(usersByEmoji);
};

/** Message object, V1-3.3. */
export const presentMessage = (message: messaging.Message) => ({
  message_id: v1Ids.message.encode(message.id),
  conversation_id: v1Ids.conversation.encode(message.conversationId),
  sender_id: encodeUser(message.sender.id),
  content_encrypted: encodeBody(message.body),
  message_type: presentType(message.type),
  metadata: presentMetadata(message),
  reply_to_message_id: message.replyToId === null ? null : v1Ids.message.encode(message.replyToId),
  reactions: presentReactions(message.reactions),
  delivery_status: {
    sent: true,
    delivered: message.delivery.isDelivered,
    read: message.delivery.isRead,
    delivered_to: message.delivery.deliveredTo.map(encodeUser),
    read_by: message.delivery.readBy.map(encodeUser),
  },
  is_edited: message.editedAt !== null,
  is_deleted: message.deletedAt !== null,
  created_at: v1Time(message.sentAt),
  updated_at: v1Time(message.deletedAt ?? message.editedAt ?? message.sentAt),
});

/** Response of V1-3.3: keyset by `before`, and the pagination that every list has (A-V1-16, A-V1-39). */
export const presentMessages = (page: messaging.MessagePage | null, window: PageWindow) => {
  const messages = page?.messages ?? [];
  const last = messages.at(-1);
  const hasMore = page?.hasMore ?? false;
  return {
    ...success({
      messages: messages.map(presentMessage),
      has_more: hasMore,
      next_cursor: hasMore && last !== undefined ? v1Ids.message.encode(last.id) : null,
    }),
    pagination: { ...presentPagination(window, page?.total ?? 0), has_next: hasMore },
  };
};

/** Response of V1-3.4. */
export const presentSent = ({ message }: messaging.SentMessage, tempId: string | null) =>
  success({
    message_id: v1Ids.message.encode(message.id),
    conversation_id: v1Ids.conversation.encode(message.conversationId),
    sender_id: encodeUser(message.sender.id),
    temp_id: tempId,
    created_at: v1Time(message.sentAt),
  });

/** `message_received`, V1-8.3 with the additions of A-V1-22; `seq` stands beside the message, as in every event with one. */
const presentReceived = (message: messaging.Message) => ({
  conversation_id: v1Ids.conversation.encode(message.conversationId),
  message: {
    message_id: v1Ids.message.encode(message.id),
    sender_id: encodeUser(message.sender.id),
    content_encrypted: encodeBody(message.body),
    message_type: presentType(message.type),
    metadata: presentMetadata(message),
    reply_to_message_id: message.replyToId === null ? null : v1Ids.message.encode(message.replyToId),
    created_at: v1Time(message.sentAt),
  },
  seq: message.seq,
});

/** Where the events of a conversation go: to both people of a direct one, else to its room. */
export const audienceOf = ({ id, pair }: messaging.ConversationCard): readonly string[] =>
  pair === null ? [conversationRoom(id)] : pair.map((member) => userRoom(member.id));

/** To every member's sockets but those of the sending session, which has the 201; of what the system says nobody has one (C44, C55). */
export const messagePresenters = [
  presentEvent(messaging.messageSent, ({ message, conversation }, { origin }) => [
    {
      kind: 'emit',
      rooms: audienceOf(conversation),
      event: 'message_received',
      data: presentReceived(message),
      receipt: placeOf(message),
      ...(origin === null || message.type === 'system' ? {} : { exceptSession: origin.sessionId }),
    },
  ]),
];
