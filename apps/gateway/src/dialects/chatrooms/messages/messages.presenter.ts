import { messaging } from '@parley/contracts';
import { placeOf, presentEvent } from '../../../realtime/present-event.js';
import { encodeBody } from '../body.codec.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { presentTime, presentTimeOrNull } from '../chatrooms-time.js';
import { chatroomRoom, ownChatroomRoom } from '../rooms/members.presenter.js';

/** C49: a type the dialect does not know is a file. */
const presentType = (type: messaging.MessageType) => (type === 'video' || type === 'audio' ? 'file' : type);

const presentAttachment = ({ name, mime, sizeBytes, url, thumbnailUrl }: messaging.Attachment) => ({
  filename: name,
  file_type: mime,
  file_size: sizeBytes,
  encrypted_url: url,
  thumbnail_url: thumbnailUrl,
});

export const presentReaction = ({ user, emoji, createdAt }: messaging.Reaction) => ({
  user_id: chatroomsIds.encode(user.id),
  username: user.username,
  emoji,
  created_at: presentTime(createdAt),
});

/** The message object of RC-messages.list. */
export const presentMessage = (message: messaging.Message) => ({
  id: chatroomsIds.encode(message.id),
  chatroom_id: chatroomsIds.encode(message.conversationId),
  user_id: chatroomsIds.encode(message.sender.id),
  username: message.sender.username,
  display_name: message.sender.displayName,
  avatar_url: message.sender.avatarUrl,
  content: encodeBody(message.body),
  message_type: presentType(message.type),
  reply_to: message.replyToId === null ? null : chatroomsIds.encode(message.replyToId),
  attachments: message.attachments.map(presentAttachment),
  reactions: message.reactions.map(presentReaction),
  edited_at: presentTimeOrNull(message.editedAt),
  created_at: presentTime(message.sentAt),
});

/** RC-messages.list: newest first (C28). */
export const presentHistory = (
  { messages, total, hasMore }: messaging.MessagePage,
  { page, limit }: { readonly page: number; readonly limit: number },
) => ({
  messages: messages.map(presentMessage),
  pagination: { page, limit, total: total ?? 0, has_more: hasMore },
});

/** `message_received`, with its place in the chatroom's log. */
export const presentReceived = (message: messaging.Message) => ({ message: { ...presentMessage(message), seq: message.seq } });

/** The same on the sender's own sockets, which know the message by their `client_id` (A-RC-22). */
export const presentEcho = (message: messaging.Message, clientId: string) => ({ ...presentReceived(message), client_id: clientId });

/** To every socket that joined the chatroom, the sender's included (C55). */
export const presentMessageSent = presentEvent(messaging.messageSent, ({ message, clientKey }) => {
  const event = 'message_received';
  const receipt = placeOf(message);
  const everybody = [chatroomRoom(message.conversationId)];
  if (clientKey === null) return [{ kind: 'emit', rooms: everybody, event, data: presentReceived(message), receipt }];
  const own = [ownChatroomRoom(message.conversationId, message.sender.id)];
  return [
    { kind: 'emit', rooms: everybody, exceptUser: message.sender.id, event, data: presentReceived(message), receipt },
    { kind: 'emit', rooms: own, event, data: presentEcho(message, clientKey) },
  ];
});
