import { messaging } from '@parley/contracts';
import { presentChange, syncPresenter } from '../../sync-answer.presenter.js';
import { presentMessage } from '../messages/messages.presenter.js';
import { encodeId } from '../reals2chat.ids.js';
import { nameConversation } from './hints.presenter.js';

interface OfMessage {
  readonly message: messaging.Message;
  readonly conversation: messaging.ConversationCard;
}

const presentWhole = ({ message, conversation: { pair } }: OfMessage) => (pair === null ? null : presentMessage(message, pair));

/** Answer of `sync` (A-00-14). Reactions, pins and threads do not show here. */
export const presentSync = syncPresenter(nameConversation, [
  presentChange(messaging.messageSent, 'receiveMessage', presentWhole),
  presentChange(messaging.messageUpdated, 'messageUpdated', (change) => (change.cause === 'edited' ? presentWhole(change) : null)),
  presentChange(messaging.messageDeleted, 'messageDeleted', ({ messageId }) => ({ messageId: encodeId(messageId) })),
  presentChange(messaging.messageHidden, 'messageDeleted', ({ messageId }) => ({ messageId: encodeId(messageId) })),
  presentChange(messaging.messagesRead, 'messageStatus', ({ reader, bySender }) => ({
    messageIds: bySender.flatMap(({ messageIds }) => messageIds.map(encodeId)),
    readerId: encodeId(reader.id),
    status: 'read',
  })),
]);
