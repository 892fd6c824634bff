import { messaging } from '@parley/contracts';
import type { NameConversation } from '../../../realtime/conversation-naming.js';
import { SyncHints } from '../../../realtime/sync-hints.js';
import { connectbestIds } from '../connectbest.ids.js';

export const nameConversation: NameConversation = ({ id }) => connectbestIds.channel.encode(id);

const hints = new SyncHints('connectbest', nameConversation);

/** Section 12 has no event of who reads, comes and goes, nor of what a channel is called. */
export const syncHintPresenters = [
  ...hints.entrances,
  ...hints.presenters([
    messaging.messageHidden,
    messaging.messagesRead,
    messaging.membersAdded,
    messaging.memberRemoved,
    messaging.roleChanged,
    messaging.conversationUpdated,
    messaging.conversationDeleted,
  ]),
  ...hints.exits,
];
