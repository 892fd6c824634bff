import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { messaging, newId } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import { DeliveryNotes } from './delivery-notes.js';

const [chat, other] = [newId<'conversation'>(), newId<'conversation'>()];
const [ann, ben, cat] = [newId<'user'>(), newId<'user'>(), newId<'user'>()];

describe('DeliveryNotes', () => {
  const call = jest.fn((_contract: unknown, _input: messaging.NoteDeliveriesInput) => Promise.resolve(null));
  const notes = () => new DeliveryNotes({ call } as unknown as RpcClient);

  beforeEach(() => {
    Logger.overrideLogger(false);
    jest.useFakeTimers();
    call.mockClear();
  });
  afterEach(() => void jest.useRealTimers());

  it('gathers half a second into one call: of each member the newest, members with the same seq together', async () => {
    const noted = notes();
    for (let seq = 1; seq <= 100; seq++) for (const userId of [ann, ben, cat]) noted.note({ conversationId: chat, seq, senderId: ann }, userId);
    noted.note({ conversationId: chat, seq: 3, senderId: ann }, ben);
    noted.note({ conversationId: other, seq: 7, senderId: ben }, ann);
    await jest.advanceTimersByTimeAsync(499);
    expect(call).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    const deliveries = [
      { conversationId: chat, seq: 100, userIds: [ben, cat] },
      { conversationId: other, seq: 7, userIds: [ann] },
    ];
    expect(call.mock.calls).toEqual([[messaging.noteDeliveries, { deliveries }]]);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('tells again what messaging did not take, and the newest of it', async () => {
    call.mockRejectedValueOnce(new Error('away'));
    const noted = notes();
    noted.note({ conversationId: chat, seq: 5, senderId: ann }, ben);
    await jest.advanceTimersByTimeAsync(500);
    noted.note({ conversationId: chat, seq: 4, senderId: ann }, ben);
    await jest.advanceTimersByTimeAsync(500);
    expect(call.mock.calls[1]?.[1]).toEqual({ deliveries: [{ conversationId: chat, seq: 5, userIds: [ben] }] });
    await noted.beforeApplicationShutdown();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(call).toHaveBeenCalledTimes(2);
  });
});
