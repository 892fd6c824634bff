import type { messaging, UserId } from '@parley/contracts';
import type { ConversationDetails } from '../../../views/conversation-details.view.js';
import { encodeBody } from '../connectbest-body.codec.js';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { presentStatus } from '../presence/presence.presenter.js';

/** A room's name is its slug (C39), a direct conversation's the other person's name. */
const nameOf = ({ slug, title, pair }: messaging.ConversationCard, viewerId: UserId): string =>
  pair?.find(({ id }) => id !== viewerId)?.displayName ?? slug ?? title ?? '';

/** Nobody owns a direct conversation; the first of the pair stands for who made it. */
const creatorOf = ({ ownerId, pair }: messaging.Conversation): string => {
  const id = ownerId ?? pair?.[0].id;
  return id === undefined ? '' : connectbestIds.user.encode(id);
};

/** `shapes.channel` of the specification: 3.2, and what 3.1 and 3.3 add to. */
export const presentChannel = (conversation: messaging.Conversation, viewerId: UserId) => ({
  id: connectbestIds.channel.encode(conversation.id),
  name: nameOf(conversation, viewerId),
  description: conversation.description,
  type: conversation.visibility,
  createdBy: creatorOf(conversation),
  memberCount: conversation.memberCount,
  createdAt: presentTime(conversation.createdAt),
});

/** A message that is nothing but files shows the first one's name (A-CB-44). */
const contentOfLast = (message: messaging.Message): string => encodeBody(message.body) || (message.attachments[0]?.name ?? '');

const presentLastMessage = (message: messaging.Message) => ({
  content: contentOfLast(message),
  createdAt: presentTime(message.sentAt),
  user: { id: connectbestIds.user.encode(message.sender.id), name: message.sender.displayName },
});

/** Thread replies count in their thread only (C88). */
export const presentUnread = ({ unreadCount, unreadReplyCount }: messaging.ConversationEntry): number => unreadCount - unreadReplyCount;

/** One of CB-3.1. */
export const presentListedChannel = (entry: messaging.ConversationEntry, viewerId: UserId) => ({
  ...presentChannel(entry.conversation, viewerId),
  unreadCount: presentUnread(entry),
  lastMessage: entry.lastMessage === null ? null : presentLastMessage(entry.lastMessage),
});

/** A public channel the caller is not in, in the shape of CB-3.1 (A-CB-22). */
export const presentDiscoveredChannel = (conversation: messaging.Conversation, viewerId: UserId) => ({
  ...presentChannel(conversation, viewerId),
  unreadCount: 0,
  lastMessage: null,
});

/** An owner is an admin here (C29). */
const presentRole = (role: messaging.MemberRole): 'admin' | 'member' => (role === 'member' ? 'member' : 'admin');

/** One of CB-3.6. */
export const presentAddedMember = ({ user, role }: messaging.Member) => ({
  userId: connectbestIds.user.encode(user.id),
  name: user.displayName,
  role: presentRole(role),
});

/** CB-3.3. An e-mail address is null where its owner hides it (C36). */
export const presentChannelDetails = ({ conversation, members, profiles, presences }: ConversationDetails, viewerId: UserId) => ({
  ...presentChannel(conversation, viewerId),
  members: members.map(({ user, role, joinedAt }) => ({
    userId: connectbestIds.user.encode(user.id),
    name: user.displayName,
    email: profiles.get(user.id)?.email ?? null,
    role: presentRole(role),
    avatar: user.avatarUrl,
    status: presentStatus(presences.get(user.id)),
    joinedAt: presentTime(joinedAt),
  })),
});
