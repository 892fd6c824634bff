import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging } from '@parley/contracts';
import { MessagingHarness } from './messaging.harness.js';

describe('messaging.listAudiences', () => {
  let harness: MessagingHarness;
  beforeAll(async () => void (harness = await MessagingHarness.start(1)));
  afterAll(() => harness.close());

  it('answers rooms and direct peers, or who of some shares any conversation; the lonely are absent', async () => {
    const [ada, bob, cat, dan] = await harness.people('ada', 'bob', 'cat', 'dan');
    const { conversation } = await harness.room(ada, [bob], {});
    await harness.direct(ada, cat);
    const wanted = [
      { userId: ada.id, amongIds: null },
      { userId: bob.id, amongIds: [ada.id, cat.id] },
      { userId: dan.id, amongIds: null },
    ];
    const found = await harness.call(messaging.listAudiences, { wanted });
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        { userId: ada.id, roomIds: [conversation.id], peerIds: [cat.id] },
        { userId: bob.id, roomIds: [], peerIds: [ada.id] },
      ]),
    );
    expect(await harness.call(messaging.listAudiences, { wanted: [] })).toEqual([]);
  });

  it('knows nothing of rooms that one of them has left', async () => {
    const [ada, bob] = await harness.people('ada', 'bob');
    const { id } = (await harness.room(bob, [ada], {})).conversation;
    await harness.call(messaging.leaveRoom, { origin: ada.origin, conversationId: id });
    const wanted = [
      { userId: ada.id, amongIds: null },
      { userId: bob.id, amongIds: [ada.id] },
    ];
    expect(await harness.call(messaging.listAudiences, { wanted })).toEqual([]);
  });
});
