import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, notification, type ConversationId } from '@parley/contracts';
import { MessagingHarness, type Person } from './messaging.harness.js';

describe('how far one wants to be told of a conversation', () => {
  let harness: MessagingHarness;
  let mirrored: readonly notification.MirrorLevelsInput[];
  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
    mirrored = harness.bus.answer(notification.mirrorLevels, () => null);
  });
  afterAll(() => harness.close());

  type Change = Omit<messaging.NoticeLevelChange, 'conversationId' | 'isReset'>;
  const change = ({ id }: Person, conversationId: ConversationId, changes: Change | null) =>
    harness.call(messaging.changeNoticeLevels, { viewerId: id, changes: [{ conversationId, isReset: changes === null, ...changes }] });
  const levels = ({ id }: Person) => harness.call(messaging.listNoticeLevels, { viewerId: id });
  const mute = ({ id }: Person, conversationId: ConversationId, isMuted: boolean) =>
    harness.call(messaging.changePreferences, { viewerId: id, conversation: { id: conversationId }, isMuted });
  const isMuted = async ({ id }: Person, conversationId: ConversationId) =>
    (await harness.call(messaging.getPreferences, { viewerId: id, conversation: { id: conversationId } })).isMuted;

  it('is one setting with mute (C57), and what is absent stays', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const conversationId = (await harness.room(anna, [ben], {})).conversation.id;
    expect(await levels(anna)).toEqual([]);
    for (const [act, expected] of [
      [() => change(anna, conversationId, {}), { isEnabled: true, mentions: 'all', muted: false }],
      [() => change(anna, conversationId, { mentions: 'mentions' }), { isEnabled: true, mentions: 'mentions', muted: false }],
      [() => change(anna, conversationId, { isEnabled: false }), { isEnabled: false, mentions: 'mentions', muted: true }],
      [() => mute(anna, conversationId, false), { isEnabled: true, mentions: 'mentions', muted: false }],
      [() => change(anna, conversationId, { mentions: 'nothing' }), { isEnabled: true, mentions: 'nothing', muted: true }],
      [() => mute(anna, conversationId, false), { isEnabled: true, mentions: 'all', muted: false }],
      [() => mute(anna, conversationId, true), { isEnabled: false, mentions: 'all', muted: true }],
    ] as const) {
      await act();
      const { muted, ...level } = expected;
      expect([await levels(anna), await isMuted(anna, conversationId)]).toEqual([[{ conversationId, ...level }], muted]);
      expect(mirrored.at(-1)).toMatchObject({ userId: anna.id, levels: [{ targetId: conversationId, ...level }] });
    }
    await change(anna, conversationId, null);
    expect([await levels(anna), await isMuted(anna, conversationId)]).toEqual([[], false]);
    expect(mirrored.at(-1)).toMatchObject({ levels: [{ targetId: conversationId, isEnabled: true, mentions: 'all' }] });
    expect([await levels(ben), await isMuted(ben, conversationId)]).toEqual([[], false]);
    const told = await harness.bus.event(
      messaging.noticeLevelsChanged,
      ({ userId, levels: [level] }) => userId === anna.id && level?.isEnabled === false,
    );
    expect(told.payload.levels).toEqual([{ targetId: conversationId, isEnabled: false, mentions: 'mentions', changedAt: expect.any(String) }]);
  });

  it('keeps a direct conversation under the other person, by whichever name it is muted', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    await harness.call(messaging.changePreferences, { viewerId: anna.id, conversation: { directWith: { id: ben.id } }, isMuted: true });
    expect(await levels(anna)).toEqual([]);
    const conversationId = await harness.direct(ben, anna);
    expect(await levels(anna)).toEqual([{ conversationId, isEnabled: false, mentions: 'all' }]);
    await change(anna, conversationId, { isEnabled: true, mentions: 'mentions' });
    expect(mirrored.at(-1)).toMatchObject({ userId: anna.id, levels: [{ targetId: ben.id, isEnabled: true, mentions: 'mentions' }] });
    expect(await isMuted(anna, conversationId)).toBe(false);
  });

  it('copies come in the order of the changes, however quick', async () => {
    const [anna] = await harness.people('anna');
    const conversationId = (await harness.room(anna, [], {})).conversation.id;
    await Promise.all(Array.from({ length: 10 }, (_, n) => change(anna, conversationId, { isEnabled: n % 2 === 0 })));
    const copies = mirrored.filter(({ userId }) => userId === anna.id).flatMap((input) => input.levels);
    const newest = copies.reduce((one, other) => (one.changedAt > other.changedAt ? one : other));
    expect(new Set(copies.map(({ changedAt }) => changedAt)).size).toBe(10);
    expect(await levels(anna)).toEqual([{ conversationId, isEnabled: newest.isEnabled, mentions: 'all' }]);
  });

  it('refuses conversations one is not in, and then changes nothing (A-CB-76)', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const mine = (await harness.room(anna, [], {})).conversation.id;
    const foreign = (await harness.room(ben, [], {})).conversation.id;
    const unknown = newId<'conversation'>();
    const changes = [mine, foreign, unknown].map((conversationId) => ({ conversationId, isReset: false, isEnabled: false }));
    await expect(harness.call(messaging.changeNoticeLevels, { viewerId: anna.id, changes })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { conversationIds: [foreign, unknown] },
    });
    expect(await levels(anna)).toEqual([]);
  });
});
