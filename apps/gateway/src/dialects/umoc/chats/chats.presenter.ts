import type { messaging, user, UserId } from '@parley/contracts';
import { presentMessage } from '../messages/messages.presenter.js';
import type { Presences } from '../../../views/presence.view.js';
import { lastSaid } from '../../last-said.presenter.js';
import { presentRelation } from '../contacts/relation.presenter.js';
import { presentPresence } from '../presence.presenter.js';
import { presentTime } from '../time.codec.js';
import type { Chats } from './chats.view.js';

const isAdmin = (role: messaging.MemberRole | null): boolean => role === 'owner' || role === 'admin';

/** A direct chat bears the other user's number and name, a group its own (A-UM-36). */
const presentChat = (viewerId: UserId, entry: messaging.ConversationEntry, presences: Presences) => {
  const { conversation, unreadCount } = entry;
  const newest = lastSaid(entry);
  const other = conversation.pair?.find(({ id }) => id !== viewerId);
  const last = { last_message: newest === null ? null : presentMessage(newest), unread_count: unreadCount };
  if (other === undefined) {
    const { num, title, description, memberCount } = conversation;
    return { id: num, name: title ?? '', description: description ?? '', member_count: memberCount, ...last, is_group: true };
  }
  const { status, last_seen } = presentPresence(other.id, presences.get(other.id));
  return { id: other.num, username: other.username, status, last_seen, ...last, is_group: false };
};

/** A friend nobody has exchanged a message with. */
const presentSilentFriend = ({ user: { id, num, username } }: user.Contact, presences: Presences) => {
  const { status, last_seen } = presentPresence(id, presences.get(id));
  return { id: num, username, status, last_seen, last_message: null, unread_count: 0, is_group: false };
};

/** `chats`, by last activity; of direct chats nobody has written in only those with friends are shown, last (A-UM-12). */
export const presentChats = (viewerId: UserId, { entries, friends, presences }: Chats) => {
  const spoken = entries.filter(({ conversation, lastMessage }) => conversation.kind === 'room' || lastMessage !== null);
  const shown = new Set(spoken.flatMap(({ conversation }) => conversation.pair?.map(({ id }) => id) ?? []));
  return [
    ...spoken.map((entry) => presentChat(viewerId, entry, presences)),
    ...friends.filter(({ user: { id } }) => !shown.has(id)).map((friend) => presentSilentFriend(friend, presences)),
  ];
};

const noStreak: user.Streak = { days: 0, isSafe: false };

/** `chat_info` of a direct chat: NEW and without a streak where there is no relation (A-UM-13). */
export const presentDirectChat = (contact: user.Contact, presence: user.Presence | undefined) => {
  const { id, num, username } = contact.user;
  const { is_online, last_seen } = presentPresence(id, presence);
  const { days, isSafe } = contact.relation === 'none' ? noStreak : contact.streak;
  return { id: num, username, is_online, last_seen, status: presentRelation(contact), is_group: false, streak: days, continue_streak: isSafe };
};

/** `last_seen` is null in member lists while online (A-UM-14). */
const presentMember = ({ user: { id, num, username }, role }: messaging.Member, presences: Presences) => {
  const { is_online, last_seen } = presentPresence(id, presences.get(id));
  return { user_id: num, username, is_online, last_seen: is_online ? null : last_seen, is_admin: isAdmin(role) };
};

/** `chat_info` of a group. */
export const presentGroup = ({
  conversation,
  members,
  viewerRole,
  presences,
}: messaging.ConversationDetails & { readonly presences: Presences }) => ({
  id: conversation.num,
  name: conversation.title ?? '',
  description: conversation.description ?? '',
  created_at: presentTime(conversation.createdAt),
  is_group: true,
  members: members.map((member) => presentMember(member, presences)),
  member_count: conversation.memberCount,
  is_admin: isAdmin(viewerRole),
});
