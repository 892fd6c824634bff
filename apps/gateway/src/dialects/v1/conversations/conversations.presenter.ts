import { messaging, type user, type UserId } from '@parley/contracts';
import { presentEvent } from '../../../realtime/present-event.js';
import { lastSaid } from '../../last-said.presenter.js';
import { conversationRoom, userRoom } from '../rooms.js';
import { previewOf } from '../body.codec.js';
import { success, v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { presentPagination, type PageWindow } from '../v1.page.js';
import { presentType } from '../messages/messages.presenter.js';

/** A person in a conversation, V1-3.1. */
export const presentParticipant = ({ id, username, displayName }: user.UserCard) => ({
  user_id: v1Ids.user.encode(id),
  username,
  full_name: displayName,
});

/** A direct conversation looks like the other person (A-V1-13). */
const otherOf = (conversation: messaging.ConversationCard, viewerId: UserId): user.UserCard | null =>
  conversation.pair?.find(({ id }) => id !== viewerId) ?? null;

const presentIdentity = ({ conversation, members }: messaging.ConversationEntry, viewerId: UserId) => {
  const other = otherOf(conversation, viewerId);
  return {
    conversation_id: v1Ids.conversation.encode(conversation.id),
    type: conversation.kind === 'direct' ? 'direct' : 'group',
    name: other?.displayName ?? conversation.title ?? '',
    participants: (other === null ? members.map((member) => member.user) : [other]).map(presentParticipant),
  };
};

/** Read by me; if it is mine, by all others (A-V1-13). */
const isRead = ({ sender, delivery }: messaging.Message, viewerId: UserId): boolean =>
  sender.id === viewerId ? delivery.isRead : delivery.readBy.includes(viewerId);

const presentLastMessage = (message: messaging.Message, viewerId: UserId) => ({
  message_id: v1Ids.message.encode(message.id),
  sender_id: v1Ids.user.encode(message.sender.id),
  content: previewOf(message.body),
  message_type: presentType(message.type),
  timestamp: v1Time(message.sentAt),
  is_read: isRead(message, viewerId),
});

const presentConversation = (entry: messaging.ConversationEntry, viewerId: UserId) => {
  const { conversation } = entry;
  const last = lastSaid(entry);
  const other = otherOf(conversation, viewerId);
  const { participants, ...identity } = presentIdentity(entry, viewerId);
  return {
    ...identity,
    avatar_url: other === null ? conversation.avatarUrl : other.avatarUrl,
    participants,
    last_message: last === null ? null : presentLastMessage(last, viewerId),
    unread_count: entry.unreadCount,
    is_pinned: entry.isPinned,
    is_muted: entry.isMuted,
    updated_at: v1Time(conversation.lastActivityAt),
  };
};

/** Response of V1-3.1, with both forms of pagination (A-V1-39). */
export const presentConversations = ({ entries, total }: messaging.ConversationPage, window: PageWindow, viewerId: UserId) => ({
  ...success({ conversations: entries.map((entry) => presentConversation(entry, viewerId)), total }),
  pagination: presentPagination(window, total),
});

/** Response of V1-3.2. */
export const presentCreated = (entry: messaging.ConversationEntry, viewerId: UserId) =>
  success({ ...presentIdentity(entry, viewerId), created_at: v1Time(entry.conversation.createdAt) });

const entrance = (userId: UserId, { id }: messaging.ConversationCard) => ({
  kind: 'join' as const,
  from: userRoom(userId),
  room: conversationRoom(id),
});

/** Sockets enter and leave the rooms of groups with their users; no document's event tells of it (domain.md, wire events). */
export const conversationPresenters = [
  presentEvent(messaging.conversationCreated, ({ conversation, memberIds }) =>
    conversation.kind === 'direct' ? [] : memberIds.map((userId) => entrance(userId, conversation)),
  ),
  presentEvent(messaging.membersAdded, ({ conversation, members }) => members.map((member) => entrance(member.user.id, conversation))),
  presentEvent(messaging.memberRemoved, ({ conversation, user: { id } }) => [
    { kind: 'leave', from: userRoom(id), room: conversationRoom(conversation.id) },
  ]),
  presentEvent(messaging.conversationDeleted, ({ conversation }) => {
    const room = conversationRoom(conversation.id);
    return [{ kind: 'leave', from: room, room }];
  }),
];
