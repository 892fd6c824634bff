import { messaging } from '@parley/contracts';
import type { NameConversation } from '../../../realtime/conversation-naming.js';
import { SyncHints } from '../../../realtime/sync-hints.js';
import { chatroomsIds } from '../chatrooms.ids.js';

export const nameConversation: NameConversation = ({ id }) => chatroomsIds.encode(id);

const hints = new SyncHints('chatrooms', nameConversation);

/** Sockets come into a chatroom by `join_chatroom` alone (A-RC-23), and go with their users. */
export const syncHintPresenters = [
  ...hints.presenters([messaging.messageHidden, messaging.roleChanged, messaging.conversationUpdated, messaging.conversationDeleted]),
  ...hints.exits,
];
