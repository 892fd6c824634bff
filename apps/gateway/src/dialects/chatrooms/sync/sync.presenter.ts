import { messaging } from '@parley/contracts';
import { presentChange, syncPresenter } from '../../sync-answer.presenter.js';
import { presentTime } from '../chatrooms-time.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { presentReacted } from '../messages/message-acts.presenter.js';
import { presentMessage } from '../messages/messages.presenter.js';
import { presentRole } from '../rooms/rooms.presenter.js';
import { presentUser } from '../users/users.presenter.js';
import { nameConversation } from './hints.presenter.js';

/** Answer of `sync` (A-00-14): payloads are those of the events of the same name, but that `user_joined` names several. */
export const presentSync = syncPresenter(nameConversation, [
  presentChange(messaging.messageSent, 'message_received', ({ message }) => ({ message: presentMessage(message) })),
  presentChange(messaging.messageUpdated, 'message_updated', ({ message }) => ({ message: presentMessage(message) })),
  presentChange(messaging.reactionRemoved, 'message_updated', ({ message }) => ({ message: presentMessage(message) })),
  presentChange(messaging.reactionAdded, 'reaction_updated', ({ message }) => presentReacted(message)),
  presentChange(messaging.messageDeleted, 'message_deleted', ({ messageId }) => ({ message_id: chatroomsIds.encode(messageId) })),
  presentChange(messaging.messageHidden, 'message_deleted', ({ messageId }) => ({ message_id: chatroomsIds.encode(messageId) })),
  presentChange(messaging.messagesRead, 'message_read', ({ reader, upToId, readAt }) => ({
    message_id: chatroomsIds.encode(upToId),
    user_id: chatroomsIds.encode(reader.id),
    read_at: presentTime(readAt),
  })),
  presentChange(messaging.membersAdded, 'user_joined', ({ members }) => ({
    users: members.map(({ user, role }) => ({ ...presentUser(user), role: presentRole(role) })),
  })),
  presentChange(messaging.memberRemoved, 'user_left', ({ user }) => ({ user_id: chatroomsIds.encode(user.id) })),
  presentChange(messaging.roleChanged, 'role_changed', ({ user, role }) => ({ user_id: chatroomsIds.encode(user.id), role: presentRole(role) })),
  presentChange(messaging.conversationUpdated, 'chatroom_updated', ({ conversation: { title, description } }) => ({
    name: title ?? '',
    description,
  })),
]);
