import { messaging } from '@parley/contracts';
import type { NameConversation } from '../../../realtime/conversation-naming.js';
import { presentEvent } from '../../../realtime/present-event.js';
import { SyncHints } from '../../../realtime/sync-hints.js';

/** `user:12` is the direct chat with user 12, `group:7` the group 7: as text, for the two count apart (A-UM-09). */
export const nameConversation: NameConversation = ({ kind, num, peerNum }) => (kind === 'room' ? `group:${num}` : `user:${peerNum ?? num}`);

const hints = new SyncHints('umoc', nameConversation);

/** Of updates only an edit is told as `message_edited`. */
const presentSilentUpdate = presentEvent(messaging.messageUpdated, (change) =>
  change.cause === 'edited' && change.message.editedAt !== null ? [] : hints.of(change, null),
);

export const syncHintPresenters = [
  ...hints.entrances,
  presentSilentUpdate,
  ...hints.presenters([
    messaging.messageHidden,
    messaging.reactionAdded,
    messaging.reactionRemoved,
    messaging.messagesRead,
    messaging.membersAdded,
    messaging.memberRemoved,
    messaging.roleChanged,
    messaging.conversationUpdated,
    messaging.conversationDeleted,
  ]),
  ...hints.exits,
];
