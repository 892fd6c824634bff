import type { UserId } from '@parley/contracts';
import type { ConversationMetadata } from '../../../views/conversation-metadata.view.js';
import { encodeId } from '../reals2chat.ids.js';

/** The metadata object of R2-2.2; without an `_id` while nothing was ever set. */
export const presentMetadata = (metadata: ConversationMetadata, viewerId: UserId, otherId: UserId) => ({
  _id: metadata.id === null ? null : encodeId(metadata.id),
  userId: encodeId(viewerId),
  otherUserId: encodeId(otherId),
  isPinned: metadata.isPinned,
  isBlocked: metadata.isBlocked,
  customRingtone: metadata.customRingtone,
  isFavorite: metadata.isFavorite,
});
