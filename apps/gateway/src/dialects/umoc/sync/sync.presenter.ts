import { messaging } from '@parley/contracts';
import { presentChange, syncPresenter } from '../../sync-answer.presenter.js';
import { presentDeleted } from '../messages/message-acts.presenter.js';
import { presentNewMessage } from '../messages/messages.presenter.js';
import { presentTime } from '../time.codec.js';
import { nameConversation } from './hints.presenter.js';

/** Answer of `sync` (A-00-14). Reactions, pins and threads do not show here. */
export const presentSync = syncPresenter(nameConversation, [
  presentChange(messaging.messageSent, 'new_message', ({ message, conversation }) => presentNewMessage(message, conversation)),
  presentChange(messaging.messageUpdated, 'message_edited', ({ message, conversation, cause }) =>
    cause !== 'edited' || message.editedAt === null
      ? null
      : { ...presentNewMessage(message, conversation), edited_at: presentTime(message.editedAt) },
  ),
  presentChange(messaging.messageDeleted, 'message_deleted', ({ messageId, sender, deletedAt }) => presentDeleted(messageId, sender, deletedAt)),
  presentChange(messaging.messageHidden, 'message_deleted', ({ messageId, sender, hiddenAt }) => presentDeleted(messageId, sender, hiddenAt)),
  presentChange(messaging.messagesRead, 'messages_read', ({ reader, readAt, bySender }) => ({
    reader_id: reader.num,
    reader_username: reader.username,
    message_ids: bySender.flatMap(({ messageIds }) => messageIds),
    timestamp: presentTime(readAt),
  })),
  presentChange(messaging.membersAdded, 'members_added', ({ members }) => ({
    members: members.map(({ user, role }) => ({ user_id: user.num, username: user.username, is_admin: role !== 'member' })),
  })),
  presentChange(messaging.memberRemoved, 'member_removed', ({ user }) => ({ user_id: user.num, username: user.username })),
  presentChange(messaging.roleChanged, 'role_changed', ({ user, role }) => ({ user_id: user.num, is_admin: role !== 'member' })),
  presentChange(messaging.conversationUpdated, 'group_updated', ({ conversation: { title, description } }) => ({
    name: title ?? '',
    description: description ?? '',
  })),
]);
