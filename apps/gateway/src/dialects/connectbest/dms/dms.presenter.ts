import type { messaging, user, UserId } from '@parley/contracts';
import type { Presences } from '../../../views/presence.view.js';
import { presentUnread } from '../channels/channels.presenter.js';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { presentMessage } from '../messages/messages.presenter.js';
import { presentStatus } from '../presence/presence.presenter.js';

const presentParticipant = ({ id, displayName, avatarUrl }: user.UserCard, presences: Presences) => ({
  userId: connectbestIds.user.encode(id),
  name: displayName,
  avatar: avatarUrl,
  status: presentStatus(presences.get(id)),
});

const presentLast = (message: messaging.Message | null) => (message === null ? null : presentMessage(message));

/** CB-10.1: both people. */
export const presentDm = (entry: messaging.ConversationEntry, presences: Presences) => ({
  id: connectbestIds.channel.encode(entry.conversation.id),
  participants: (entry.conversation.pair ?? []).map((person) => presentParticipant(person, presences)),
  lastMessage: presentLast(entry.lastMessage),
  unreadCount: presentUnread(entry),
  createdAt: presentTime(entry.conversation.createdAt),
});

/** One of CB-10.2: the other person alone. */
export const presentListedDm = (entry: messaging.ConversationEntry, viewerId: UserId, presences: Presences) => ({
  id: connectbestIds.channel.encode(entry.conversation.id),
  participant: (entry.conversation.pair ?? []).filter(({ id }) => id !== viewerId).map((person) => presentParticipant(person, presences))[0] ?? null,
  lastMessage: presentLast(entry.lastMessage),
  unreadCount: presentUnread(entry),
  createdAt: presentTime(entry.conversation.createdAt),
});
