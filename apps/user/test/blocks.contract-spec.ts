import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, user, type Origin } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('blocks and streaks', () => {
  let harness: UserHarness;
  beforeAll(async () => void (harness = await startUser()));
  afterAll(() => harness.close());

  const originOf = ({ id }: user.UserCard): Origin => ({ userId: id, sessionId: newId<'session'>(), dialect: 'v1' });
  const pair = () => Promise.all([harness.bus.call(user.createProfile, somebody({})), harness.bus.call(user.createProfile, somebody({}))]);
  const of = (me: user.UserCard, other: user.UserCard) => ({ origin: originOf(me), user: { id: other.id } });
  const seen = (me: user.UserCard, other: user.UserCard) => harness.bus.call(user.getContact, { viewerId: me.id, user: { id: other.id } });
  const mirrorsOf = (id: user.UserCard['id']) => harness.mirroredBlocks.filter(({ blockerId }) => blockerId === id);

  it('a block is stored, published and mirrored before the answer; the relation stays behind it', async () => {
    const [ada, bob] = await pair();
    await harness.bus.call(user.requestContact, { ...of(ada, bob), message: null, mustBeNew: true });
    await harness.bus.call(user.acceptContact, of(bob, ada));
    expect(await harness.bus.call(user.blockUser, of(ada, bob))).toMatchObject({ id: bob.id, num: bob.num, isNew: true });
    expect(mirrorsOf(ada.id)).toEqual([{ blockerId: ada.id, blockedId: bob.id, isStanding: true, changedAt: expect.stringMatching(/\.\d{6}Z$/) }]);
    expect(await seen(ada, bob)).toMatchObject({ isBlocked: true, relation: 'accepted' });
    expect(await seen(bob, ada)).toMatchObject({ isBlocked: false, relation: 'accepted' });
    const { payload } = await harness.bus.event(user.userBlocked, ({ blocker }) => blocker.id === ada.id);
    expect(payload).toMatchObject({ blocked: { id: bob.id }, changedAt: mirrorsOf(ada.id)[0]?.changedAt });
    const listed = (state: 'accepted' | 'blocked') => harness.bus.call(user.listContacts, { viewerId: ada.id, state, limit: 9, offset: 0 });
    expect([(await listed('accepted')).total, (await listed('blocked')).total]).toEqual([0, 1]);

    expect(await harness.bus.call(user.blockUser, of(ada, bob))).toMatchObject({ id: bob.id, isNew: false });
    expect(mirrorsOf(ada.id)[1]).toEqual(mirrorsOf(ada.id)[0]);
    expect(harness.bus.eventsOf(user.userBlocked).filter((one) => one.payload.blocker.id === ada.id)).toHaveLength(1);

    await harness.bus.call(user.unblockUser, { ...of(ada, bob), mustExist: true });
    expect(mirrorsOf(ada.id)[2]).toMatchObject({ isStanding: false });
    expect((mirrorsOf(ada.id)[2]?.changedAt ?? '') > (mirrorsOf(ada.id)[1]?.changedAt ?? '')).toBe(true);
    await harness.bus.event(user.userUnblocked, ({ blocker }) => blocker.id === ada.id);
    expect(await seen(ada, bob)).toMatchObject({ isBlocked: false, relation: 'accepted' });
  });

  it('nobody asks, or accepts, over a block of either side', async () => {
    const [ada, bob] = await pair();
    await harness.bus.call(user.requestContact, { ...of(ada, bob), message: null, mustBeNew: true });
    await harness.bus.call(user.blockUser, of(ada, bob));
    await expect(harness.bus.call(user.acceptContact, of(bob, ada))).rejects.toMatchObject({ code: 'BLOCKED' });
    for (const [me, other] of [
      [ada, bob],
      [bob, ada],
    ] as const) {
      const asked = harness.bus.call(user.requestContact, { ...of(me, other), message: null, mustBeNew: true });
      await expect(asked).rejects.toMatchObject({ code: 'BLOCKED' });
    }
  });

  it('lifting no block is an error where the caller says so', async () => {
    const [ada, bob] = await pair();
    await expect(harness.bus.call(user.unblockUser, { ...of(ada, bob), mustExist: true })).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
    expect(await harness.bus.call(user.unblockUser, { ...of(ada, bob), mustExist: false })).toMatchObject({ id: bob.id, isNew: false });
    await expect(harness.bus.call(user.blockUser, of(ada, ada))).rejects.toMatchObject({ code: 'SELF_TARGETED' });
  });

  it('a streak counts the days on which both wrote to each other, and ends after a day without (A-UM-29)', async () => {
    const [ada, bob] = await pair();
    const dayOf = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();
    const say = async (sender: user.UserCard, ago: number) => {
      const message = { sender, type: 'text', sentAt: dayOf(ago) } as messaging.Message;
      const conversation = { pair: [ada, bob] } as unknown as messaging.ConversationCard;
      await harness.bus.publish(messaging.messageSent, envelopeOf(messaging.messageSent, { message, conversation, clientKey: null }, null));
    };
    const streak = (expected: user.Streak) => eventually(async () => expect((await seen(ada, bob)).streak).toEqual(expected), 5_000);
    for (const ago of [3, 2, 1]) for (const sender of [ada, bob, ada]) await say(sender, ago);
    await streak({ days: 3, isSafe: false });
    await say(ada, 0);
    await say(bob, 0);
    await streak({ days: 4, isSafe: true });
    expect((await seen(bob, ada)).streak).toEqual({ days: 4, isSafe: true });
    await harness.database.query('UPDATE streak SET day = day - 2 WHERE low = least($1::uuid, $2::uuid)', [ada.id, bob.id]);
    await streak({ days: 0, isSafe: false });
  });
});
