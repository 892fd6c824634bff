import type { messaging, user, UserId } from '@parley/contracts';
import type { Presences } from '../../../views/presence.view.js';
import { lastSaid } from '../../last-said.presenter.js';
import { encodeBody } from '../body.codec.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { presentTime, presentTimeOrNull } from '../chatrooms-time.js';
import { isOnline } from '../presence/presence.presenter.js';

/** What "no limit" looks like where the specification wants an integer: the most a room may have (A-RC-09). */
const mostMembers = 10_000;

/** C29. */
export const presentRole = (role: messaging.MemberRole) => (role === 'admin' ? 'moderator' : role);

/** The other person of a direct conversation; null for a room. */
const counterpartOf = ({ pair }: messaging.ConversationCard, viewerId: UserId): user.UserCard | null =>
  pair === null ? null : pair[0].id === viewerId ? pair[1] : pair[0];

/** A direct conversation is a private chatroom of two, named after the other person, who stands as its owner (C38). */
const presentIdentity = (conversation: messaging.Conversation, viewerId: UserId) => {
  const other = counterpartOf(conversation, viewerId);
  return {
    id: chatroomsIds.encode(conversation.id),
    name: other?.displayName ?? conversation.title ?? '',
    description: conversation.description,
    isPrivate: other !== null || conversation.visibility === 'private',
    ownerId: other?.id ?? conversation.ownerId,
    maxMembers: other === null ? (conversation.maxMembers ?? mostMembers) : 2,
  };
};

const presentLastMessage = (message: messaging.Message) => ({
  id: chatroomsIds.encode(message.id),
  content: encodeBody(message.body).encrypted_data,
  user_id: chatroomsIds.encode(message.sender.id),
  username: message.sender.username,
  created_at: presentTime(message.sentAt),
});

/** One entry of RC-rooms.list. */
const presentRoomEntry = (entry: messaging.ConversationEntry, viewerId: UserId) => {
  const last = lastSaid(entry);
  const { id, name, description, isPrivate } = presentIdentity(entry.conversation, viewerId);
  return {
    id,
    name,
    description,
    is_private: isPrivate,
    member_count: entry.conversation.memberCount,
    last_message: last === null ? null : presentLastMessage(last),
    unread_count: entry.unreadCount,
    role: presentRole(entry.role),
    joined_at: presentTime(entry.joinedAt),
  };
};

/** A public room the viewer is not in, in the shape of RC-rooms.list (A-RC-15): nothing of it is his yet. */
const presentDiscovered = (conversation: messaging.Conversation, viewerId: UserId) => {
  const { id, name, description, isPrivate } = presentIdentity(conversation, viewerId);
  const ofMember = { last_message: null, unread_count: 0, role: null, joined_at: null };
  return { id, name, description, is_private: isPrivate, member_count: conversation.memberCount, ...ofMember };
};

/** `GET /chatrooms?scope=public`. */
export const presentDiscovery = (
  { conversations, total }: messaging.DiscoveredRooms,
  { page, limit }: { readonly page: number; readonly limit: number },
  viewerId: UserId,
) => ({
  chatrooms: conversations.map((conversation) => presentDiscovered(conversation, viewerId)),
  pagination: { page, limit, total, pages: Math.ceil(total / limit) },
});

/** RC-rooms.list. */
export const presentRoomPage = (
  { entries, total }: messaging.ConversationPage,
  { page, limit }: { readonly page: number; readonly limit: number },
  viewerId: UserId,
) => ({
  chatrooms: entries.map((entry) => presentRoomEntry(entry, viewerId)),
  pagination: { page, limit, total, pages: Math.ceil(total / limit) },
});

/** RC-rooms.create. The server never encrypts; `encryption_enabled` says that clients may (C48). */
export const presentCreatedRoom = (conversation: messaging.Conversation, viewerId: UserId) => {
  const { id, name, description, isPrivate, ownerId, maxMembers } = presentIdentity(conversation, viewerId);
  return {
    chatroom: {
      id,
      name,
      description,
      owner_id: ownerId,
      is_private: isPrivate,
      max_members: maxMembers,
      encryption_enabled: true,
      auto_summary_enabled: conversation.isAutoSummaryEnabled,
      summary_threshold: conversation.summaryThreshold,
      created_at: presentTime(conversation.createdAt),
    },
  };
};

const presentMember = ({ user: card, role, joinedAt, lastReadAt }: messaging.Member, presence: user.Presence | undefined) => ({
  user_id: chatroomsIds.encode(card.id),
  username: card.username,
  display_name: card.displayName,
  avatar_url: card.avatarUrl,
  role: presentRole(role),
  joined_at: presentTime(joinedAt),
  last_read_at: presentTimeOrNull(lastReadAt),
  is_online: isOnline(presence),
});

/** The chatroom of RC-rooms.get and RC-rooms.update. */
export const presentRoom = (conversation: messaging.Conversation, viewerId: UserId) => {
  const { id, name, description, isPrivate, ownerId, maxMembers } = presentIdentity(conversation, viewerId);
  return {
    id,
    name,
    description,
    owner_id: ownerId,
    is_private: isPrivate,
    max_members: maxMembers,
    member_count: conversation.memberCount,
    encryption_enabled: true,
    auto_summary_enabled: conversation.isAutoSummaryEnabled,
    summary_threshold: conversation.summaryThreshold,
    created_at: presentTime(conversation.createdAt),
    updated_at: presentTime(conversation.updatedAt),
    // An addition where it matters (C48).
    ...(conversation.isEncryptionRequired ? { require_encryption: true } : {}),
  };
};

/** A room with the presence of its members. */
export type RoomDetails = messaging.ConversationDetails & { readonly presences: Presences };

/** RC-rooms.get. */
export const presentRoomDetails = ({ conversation, members, presences }: RoomDetails, viewerRole: messaging.MemberRole, viewerId: UserId) => ({
  chatroom: presentRoom(conversation, viewerId),
  members: members.map((member) => presentMember(member, presences.get(member.user.id))),
  user_role: presentRole(viewerRole),
});
