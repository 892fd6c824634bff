import { messaging } from '@parley/contracts';
import { presentChange, syncPresenter } from '../../sync-answer.presenter.js';
import { presentParticipant } from '../conversations/conversations.presenter.js';
import { presentMessage, presentReactions } from '../messages/messages.presenter.js';
import { v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { nameConversation } from './hints.presenter.js';

/** Answer of `sync` (A-00-14): the same over REST and on a socket. */
export const presentSync = syncPresenter(nameConversation, [
  presentChange(messaging.messageSent, 'message_received', ({ message }) => ({ message: presentMessage(message) })),
  presentChange(messaging.messageUpdated, 'message_updated', ({ message }) => ({ message: presentMessage(message) })),
  presentChange(messaging.reactionRemoved, 'message_updated', ({ message }) => ({ message: presentMessage(message) })),
  presentChange(messaging.reactionAdded, 'reaction_updated', ({ message }) => ({
    message_id: v1Ids.message.encode(message.id),
    reactions: presentReactions(message.reactions),
  })),
  presentChange(messaging.messageDeleted, 'message_deleted', ({ messageId, deletedAt }) => ({
    message_id: v1Ids.message.encode(messageId),
    delete_for: 'everyone',
    deleted_at: v1Time(deletedAt),
  })),
  presentChange(messaging.messageHidden, 'message_deleted', ({ messageId, hiddenAt }) => ({
    message_id: v1Ids.message.encode(messageId),
    delete_for: 'me',
    deleted_at: v1Time(hiddenAt),
  })),
  presentChange(messaging.messagesRead, 'message_read', ({ reader, upToId, readAt }) => ({
    message_id: v1Ids.message.encode(upToId),
    read_by: v1Ids.user.encode(reader.id),
    read_at: v1Time(readAt),
  })),
  presentChange(messaging.membersAdded, 'participants_added', ({ members }) => ({
    participants: members.map((member) => presentParticipant(member.user)),
  })),
  presentChange(messaging.conversationUpdated, 'conversation_updated', ({ conversation: { title, avatarUrl } }) => ({
    name: title ?? '',
    avatar_url: avatarUrl,
  })),
  presentChange(messaging.memberRemoved, 'participant_removed', ({ user }) => ({ participant: presentParticipant(user) })),
]);
