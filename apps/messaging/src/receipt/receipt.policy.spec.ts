import { describe, expect, it } from '@jest/globals';
import { newId, type MessageId, type UserId } from '@parley/contracts';
import { bySender } from './receipt.policy.js';

describe('bySender', () => {
  it('keeps the order within each sender', () => {
    const [anna, ben]: UserId[] = [newId(), newId()];
    const [a, b, c]: MessageId[] = [newId(), newId(), newId()];
    if (!anna || !ben || !a || !b || !c) throw new Error('no ids');
    expect(
      bySender([
        { id: a, senderId: anna },
        { id: b, senderId: ben },
        { id: c, senderId: anna },
      ]),
    ).toEqual([
      { senderId: anna, messageIds: [a, c] },
      { senderId: ben, messageIds: [b] },
    ]);
  });
});
