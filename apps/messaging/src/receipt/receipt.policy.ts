import type { messaging, MessageId, UserId } from '@parley/contracts';
import type { Marked } from './receipt.repository.js';

/** Ids by whose messages they are, in their order. */
export const bySender = (marked: readonly Pick<Marked, 'id' | 'senderId'>[]): readonly messaging.ReadOfSender[] => {
  const ids = new Map<UserId, MessageId[]>();
  for (const { id, senderId } of marked) {
    const known = ids.get(senderId);
    if (known === undefined) ids.set(senderId, [id]);
    else known.push(id);
  }
  return [...ids].map(([senderId, messageIds]) => ({ senderId, messageIds }));
};
