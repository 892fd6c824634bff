import { messaging } from '@parley/contracts';
import type { NameConversation } from '../../../realtime/conversation-naming.js';
import { SyncHints } from '../../../realtime/sync-hints.js';
import { encodeId } from '../reals2chat.ids.js';

/** Only direct conversations are shown (C38). */
export const nameConversation: NameConversation = ({ id, kind }) => (kind === 'direct' ? encodeId(id) : null);

const hints = new SyncHints('reals2chat', nameConversation);

export const syncHintPresenters = hints.presenters([
  messaging.messageUpdated,
  messaging.messageDeleted,
  messaging.messageHidden,
  messaging.reactionAdded,
  messaging.reactionRemoved,
  messaging.messagesRead,
]);
