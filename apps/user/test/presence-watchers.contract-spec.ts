import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, user, type UserId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('before whom somebody is there', () => {
  let harness: UserHarness;
  beforeAll(async () => {
    harness = await startUser();
    harness.bus.answer(messaging.listAudiences, () => []);
  });
  afterAll(() => harness.close());

  const make = async (): Promise<UserId> => (await harness.bus.call(user.createProfile, somebody({}))).id;
  const originOf = (id: UserId) => ({ userId: id, sessionId: newId<'session'>(), dialect: 'v1' }) as const;
  const ask = (one: UserId, other: UserId) =>
    harness.bus.call(user.requestContact, { origin: originOf(one), user: { id: other }, message: null, mustBeNew: false });
  const show = (id: UserId, presence: user.Visibility) =>
    harness.bus.call(user.updateProfile, { origin: originOf(id), changes: { visibility: { presence } } });
  const watchers = (userId: UserId) => harness.bus.call(user.listWatchers, { userId });

  it('C31, C33: everybody, contacts or nobody, less those with whom a block stands', async () => {
    const [ada, friend, asked, blocked] = [await make(), await make(), await make(), await make()];
    for (const other of [friend, blocked]) {
      await ask(ada, other);
      await ask(other, ada);
    }
    await ask(ada, asked);
    await harness.bus.call(user.blockUser, { origin: originOf(ada), user: { id: blocked } });
    expect([await watchers(ada), await watchers(blocked)]).toEqual([
      { onlyIds: null, exceptIds: [blocked] },
      { onlyIds: null, exceptIds: [ada] },
    ]);
    await show(ada, 'contacts');
    expect(await watchers(ada)).toEqual({ onlyIds: [friend], exceptIds: [blocked] });
    await show(ada, 'nobody');
    expect(await watchers(ada)).toEqual({ onlyIds: [], exceptIds: [blocked] });
  });

  it('C32, C81: nobody of who is invisible, suspended or unknown', async () => {
    const [ada, bob] = [await make(), await make()];
    const nobody = { onlyIds: [], exceptIds: [] };
    await harness.bus.call(user.setPresence, { origin: originOf(ada), status: 'offline' });
    expect([await watchers(ada), await watchers(newId<'user'>())]).toEqual([nobody, nobody]);
    await harness.bus.call(user.setPresence, { origin: originOf(ada), status: 'busy' });
    expect(await watchers(ada)).toEqual({ onlyIds: null, exceptIds: [] });
    await harness.bus.publish(auth.accountStateChanged, envelopeOf(auth.accountStateChanged, { userId: bob, state: 'suspended' as const }, null));
    await eventually(async () => expect(await watchers(bob)).toEqual(nobody), 5_000);
  });
});
