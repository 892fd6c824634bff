import { messaging, type MessageId } from '@parley/contracts';
import { placeOf, presentEvent } from '../../../realtime/present-event.js';
import { encodeBody } from '../connectbest-body.codec.js';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { roomsOfConversation } from '../sockets/socket-groups.js';

/** An external file (Reals2Chat's) has no id of ours: its URL names it. */
const presentAttachment = ({ fileId, name, url, sizeBytes, mime }: messaging.Attachment) => ({
  id: fileId === null ? url : connectbestIds.attachment.encode(fileId),
  name,
  url,
  size: sizeBytes,
  type: mime,
});

/** Reaction object, CB-4.5 and section 12: what one act made. */
export const presentReaction = (messageId: MessageId, { emoji, user, createdAt }: messaging.Reaction) => ({
  messageId: connectbestIds.message.encode(messageId),
  userId: connectbestIds.user.encode(user.id),
  emoji,
  createdAt: presentTime(createdAt),
});

/** One of the `reactions` of a message, CB-4.1. */
const presentListedReaction = ({ emoji, user }: messaging.Reaction) => ({
  emoji,
  userId: connectbestIds.user.encode(user.id),
  userName: user.displayName,
});

/** Of each user only the latest, in the order they came (C52). */
const presentReactions = (reactions: readonly messaging.Reaction[]) => {
  const oldestFirst = [...reactions].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  const latest = new Map(oldestFirst.map((reaction) => [reaction.user.id, reaction]));
  return [...latest.values()].map(presentListedReaction);
};

const presentLinkPreview = ({ url, title, description, image }: messaging.LinkPreview) => ({ url, title, description, image });

/** Only our own schedule writes times in our own form: what another client gives as metadata may be anything. */
const presentSchedule = (time: unknown): string | null =>
  typeof time === 'string' && !Number.isNaN(Date.parse(time)) && new Date(time).toISOString() === time ? presentTime(time) : null;

/**
 * Message object, CB-4.1. Beyond it, thread replies carry `parentMessageId` (A-CB-59) and system messages
 * `type: "system"` (A-CB-28).
 */
export const presentMessage = (message: messaging.Message) => ({
  id: connectbestIds.message.encode(message.id),
  channelId: connectbestIds.channel.encode(message.conversationId),
  content: message.deletedAt === null ? encodeBody(message.body) : '',
  userId: connectbestIds.user.encode(message.sender.id),
  user: { id: connectbestIds.user.encode(message.sender.id), name: message.sender.displayName, avatar: message.sender.avatarUrl },
  attachments: message.attachments.map(presentAttachment),
  reactions: presentReactions(message.reactions),
  threadCount: message.threadCount,
  isPinned: message.isPinned,
  isEdited: message.editedAt !== null,
  editedAt: message.editedAt === null ? null : presentTime(message.editedAt),
  linkPreview: message.linkPreview === null ? null : presentLinkPreview(message.linkPreview),
  scheduledFor: presentSchedule(message.metadata[messaging.scheduledForKey]),
  voiceNote: message.voice === null ? null : { url: message.voice.url, duration: message.voice.durationSeconds },
  createdAt: presentTime(message.sentAt),
  ...(message.threadRootId === null ? {} : { parentMessageId: connectbestIds.message.encode(message.threadRootId) }),
  ...(message.type === 'system' ? { type: 'system' as const } : {}),
});

/** `message:new`: to every member, the sender's own sockets included (A-CB-59). */
export const presentMessageSent = presentEvent(messaging.messageSent, ({ message, conversation }) => [
  {
    kind: 'emit',
    rooms: roomsOfConversation('messages', conversation),
    event: 'message:new',
    data: { ...presentMessage(message), seq: message.seq },
    receipt: placeOf(message),
  },
]);
