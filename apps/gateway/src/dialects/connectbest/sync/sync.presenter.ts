import { messaging, type MessageId } from '@parley/contracts';
import { presentChange, syncPresenter } from '../../sync-answer.presenter.js';
import { presentAddedMember } from '../channels/channels.presenter.js';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { presentMessage } from '../messages/messages.presenter.js';
import { nameConversation } from './hints.presenter.js';

const presentPlace = ({ messageId, conversation }: { readonly messageId: MessageId; readonly conversation: messaging.ConversationCard }) => ({
  messageId: connectbestIds.message.encode(messageId),
  channelId: connectbestIds.channel.encode(conversation.id),
});

/** Answer of `sync` (A-00-14). A change of reactions is the whole message: it says what is, not what was done. */
export const presentSync = syncPresenter(nameConversation, [
  presentChange(messaging.messageSent, 'message:new', ({ message }) => presentMessage(message)),
  presentChange(messaging.messageUpdated, 'message:updated', ({ message }) => presentMessage(message)),
  presentChange(messaging.reactionAdded, 'message:updated', ({ message }) => presentMessage(message)),
  presentChange(messaging.reactionRemoved, 'message:updated', ({ message }) => presentMessage(message)),
  presentChange(messaging.messageDeleted, 'message:deleted', presentPlace),
  presentChange(messaging.messageHidden, 'message:deleted', presentPlace),
  presentChange(messaging.messagesRead, 'message:read', ({ reader, upToId, readAt }) => ({
    messageId: connectbestIds.message.encode(upToId),
    userId: connectbestIds.user.encode(reader.id),
    readAt: presentTime(readAt),
  })),
  presentChange(messaging.membersAdded, 'members:added', ({ members }) => ({ members: members.map(presentAddedMember) })),
  presentChange(messaging.memberRemoved, 'member:removed', ({ user }) => ({ userId: connectbestIds.user.encode(user.id), name: user.displayName })),
  presentChange(messaging.roleChanged, 'member:role', ({ user, role }) => ({
    userId: connectbestIds.user.encode(user.id),
    // An owner is an admin here (C29).
    role: role === 'member' ? 'member' : 'admin',
  })),
  presentChange(messaging.conversationUpdated, 'channel:updated', ({ conversation: { slug, title, description, visibility } }) => ({
    name: slug ?? title ?? '',
    description,
    type: visibility,
  })),
]);
