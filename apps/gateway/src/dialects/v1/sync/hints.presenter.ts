import { messaging } from '@parley/contracts';
import type { NameConversation } from '../../../realtime/conversation-naming.js';
import { presentEvent } from '../../../realtime/present-event.js';
import { SyncHints } from '../../../realtime/sync-hints.js';
import { v1Ids } from '../v1.ids.js';

export const nameConversation: NameConversation = ({ id }) => v1Ids.conversation.encode(id);

const hints = new SyncHints('v1', nameConversation);

/** `message_read` goes to all but the reader (A-V1-21). */
const presentOwnRead = presentEvent(messaging.messagesRead, (change) => hints.of(change, [change.reader.id]));

export const syncHintPresenters = [
  ...hints.entrances,
  presentOwnRead,
  ...hints.presenters([
    messaging.messageHidden,
    messaging.membersAdded,
    messaging.memberRemoved,
    messaging.roleChanged,
    messaging.conversationUpdated,
    messaging.conversationDeleted,
  ]),
  ...hints.exits,
];
