import type { messaging, user, UserId } from '@parley/contracts';
import { presentUnread } from '../channels/channels.presenter.js';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { presentMessage } from '../messages/messages.presenter.js';
import { presentStatus } from '../presence/presence.presenter.js';

const presentParticipant = ({ id, displayName, avatarUrl }: user.UserCard) => ({
  userId: connectbestIds.user.encode(id),
  name: displayName,
  avatar: avatarUrl,
  status: presentStatus(),
});

const presentLast = (message: messaging.Message | null) => (message === null ? null : presentMessage(message));

/** CB-10.1: both people. */
export const presentDm = (entry: messaging.ConversationEntry) => ({
  id: connectbestIds.channel.encode(entry.conversation.id),
  participants: (entry.conversation.pair ?? []).map(presentParticipant),
  lastMessage: presentLast(entry.lastMessage),
  unreadCount: presentUnread(entry),
  createdAt: presentTime(entry.conversation.createdAt),
});

/** One of CB-10.2: the other person alone. */
export const presentListedDm = (entry: messaging.ConversationEntry, viewerId: UserId) => ({
  id: connectbestIds.channel.encode(entry.conversation.id),
  participant: (entry.conversation.pair ?? []).filter(({ id }) => id !== viewerId).map(presentParticipant)[0] ?? null,
  lastMessage: presentLast(entry.lastMessage),
  unreadCount: presentUnread(entry),
  createdAt: presentTime(entry.conversation.createdAt),
});
