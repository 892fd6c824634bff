import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, user, type UserId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('A-CB-61: last seen is the last activity, whatever makes it told', () => {
  let harness: UserHarness;
  beforeAll(async () => {
    harness = await startUser();
    harness.bus.answer(messaging.listAudiences, () => []);
  });
  afterAll(() => harness.close());

  const make = () => harness.bus.call(user.createProfile, somebody({}));
  const originOf = (id: UserId) => ({ userId: id, sessionId: newId<'session'>(), dialect: 'v1' }) as const;
  const told = async (id: UserId, to: user.PresenceStatus, listenerId: UserId | null): Promise<user.PresenceChange | undefined> => {
    const is = ({ user: one, to: shown, onlyIds }: user.PresenceChange) => one.id === id && shown === to && (onlyIds?.[0] ?? null) === listenerId;
    return (await harness.bus.signal<readonly user.PresenceChange[]>(user.presenceChanged, (changes) => changes.some(is))).find(is);
  };
  /** Somebody whose account was made before he came: when he came. */
  const arrive = async (id: UserId): Promise<string> => {
    await harness.bus.call(user.reportConnections, { gatewayId: newId<'gateway'>(), changes: [{ userId: id, isConnected: true }], activeIds: [] });
    return (await told(id, 'online', null))?.lastSeenAt ?? '';
  };

  it('C31: at the end of a block', async () => {
    const [ada, bob] = [await make(), await make()];
    const cameAt = await arrive(ada.id);
    expect(cameAt > ada.createdAt).toBe(true);
    await harness.bus.call(user.blockUser, { origin: originOf(bob.id), user: { id: ada.id } });
    await told(ada.id, 'offline', bob.id);
    await harness.bus.call(user.unblockUser, { origin: originOf(bob.id), user: { id: ada.id }, mustExist: true });
    expect((await told(ada.id, 'online', bob.id))?.lastSeenAt).toBe(cameAt);
  });

  it('C33: to a new contact of one who is shown to contacts alone', async () => {
    const [ada, bob] = [await make(), await make()];
    await harness.bus.call(user.updateProfile, { origin: originOf(ada.id), changes: { visibility: { presence: 'contacts' } } });
    const cameAt = await arrive(ada.id);
    await harness.bus.call(user.requestContact, { origin: originOf(bob.id), user: { id: ada.id }, message: null, mustBeNew: true });
    await harness.bus.call(user.acceptContact, { origin: originOf(ada.id), user: { id: bob.id } });
    expect((await told(ada.id, 'online', bob.id))?.lastSeenAt).toBe(cameAt);
  });

  it('C80: of one who is deleted', async () => {
    const ada = await make();
    const cameAt = await arrive(ada.id);
    await harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId: ada.id, sealedAddresses: '' }, null));
    expect((await told(ada.id, 'offline', null))?.lastSeenAt).toBe(cameAt);
  });
});
