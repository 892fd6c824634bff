import type { messaging, user, UserId } from '@parley/contracts';
import { presentMessage } from '../messages/messages.presenter.js';
import { presentPresence } from '../presence.presenter.js';
import { presentTime } from '../time.codec.js';

const isAdmin = (role: messaging.MemberRole | null): boolean => role === 'owner' || role === 'admin';

/** A direct chat bears the other user's number and name, a group its own (A-UM-36). */
const presentChat = (viewerId: UserId, { conversation, lastMessage, unreadCount }: messaging.ConversationEntry) => {
  const other = conversation.pair?.find(({ id }) => id !== viewerId);
  const last = { last_message: lastMessage === null ? null : presentMessage(lastMessage), unread_count: unreadCount };
  if (other === undefined) {
    const { num, title, description, memberCount } = conversation;
    return { id: num, name: title ?? '', description: description ?? '', member_count: memberCount, ...last, is_group: true };
  }
  const { status, last_seen } = presentPresence(other.id);
  return { id: other.num, username: other.username, status, last_seen, ...last, is_group: false };
};

/** `chats`, by last activity; a direct chat nobody has written in is not shown (A-UM-12). */
export const presentChats = (viewerId: UserId, { entries }: messaging.ConversationPage) =>
  entries
    .filter(({ conversation, lastMessage }) => conversation.kind === 'room' || lastMessage !== null)
    .map((entry) => presentChat(viewerId, entry));

/** `chat_info` of a direct chat. Nobody is anybody's contact: NEW, no streak (A-UM-13). */
export const presentDirectChat = ({ id, num, username }: user.UserCard) => {
  const { is_online, last_seen } = presentPresence(id);
  return { id: num, username, is_online, last_seen, status: 'NEW', is_group: false, streak: 0, continue_streak: false };
};

/** `last_seen` is null in member lists while online (A-UM-14). */
const presentMember = ({ user: { id, num, username }, role }: messaging.Member) => {
  const { is_online, last_seen } = presentPresence(id);
  return { user_id: num, username, is_online, last_seen: is_online ? null : last_seen, is_admin: isAdmin(role) };
};

/** `chat_info` of a group. */
export const presentGroup = ({ conversation, members, viewerRole }: messaging.ConversationDetails) => ({
  id: conversation.num,
  name: conversation.title ?? '',
  description: conversation.description ?? '',
  created_at: presentTime(conversation.createdAt),
  is_group: true,
  members: members.map(presentMember),
  member_count: conversation.memberCount,
  is_admin: isAdmin(viewerRole),
});
