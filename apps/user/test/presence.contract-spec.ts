import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, user, type ConversationId, type Id, type UserId } from '@parley/contracts';
import { eventually, testInfra } from '@parley/testing';
import { Redis } from 'ioredis';
import { somebody, startUser, type UserHarness } from './user.harness.js';

type Changes = readonly user.PresenceChange[];

describe('presence', () => {
  let harness: UserHarness;
  let redis: Redis;
  const roomId = newId<'conversation'>() as ConversationId;
  beforeAll(async () => {
    harness = await startUser();
    redis = new Redis(testInfra().redisUrl);
    harness.bus.answer(messaging.listAudiences, ({ wanted }) =>
      wanted.map(({ userId, amongIds }) => ({ userId, roomIds: amongIds === null ? [roomId] : [], peerIds: amongIds ?? [] })),
    );
  });
  afterAll(async () => {
    await harness.close();
    redis.disconnect();
  });

  const make = () => harness.bus.call(user.createProfile, somebody({}));
  const originOf = (id: UserId) => ({ userId: id, sessionId: newId<'session'>(), dialect: 'v1' }) as const;
  const report = (gatewayId: Id<'gateway'>, userId: UserId, isConnected: boolean) =>
    harness.bus.call(user.reportConnections, { gatewayId, changes: [{ userId, isConnected }], activeIds: [] });
  const seen = async (viewerId: UserId, id: UserId) => (await harness.bus.call(user.getPresences, { viewerId, userIds: [id] }))[0];
  const shows = (viewerId: UserId, id: UserId, status: user.PresenceStatus) =>
    eventually(async () => expect((await seen(viewerId, id))?.status).toBe(status), 5_000);
  const toldTo = async (id: UserId, to: user.PresenceStatus, matches: (change: user.PresenceChange) => boolean) => {
    const is = (change: user.PresenceChange) => change.user.id === id && change.to === to && matches(change);
    return (await harness.bus.signal<Changes>(user.presenceChanged, (changes) => changes.some(is))).find(is);
  };
  const told = (id: UserId, to: user.PresenceStatus) => toldTo(id, to, () => true);
  /** What was `ms` ago for all of somebody's clients. */
  const age = async (id: UserId, field: string, ms: number): Promise<void> => {
    const prefix = `${harness.bus.options.prefix}presence:`;
    await redis.hset(`${prefix}user:${id}`, field, Date.now() - ms);
    await redis.zadd(`${prefix}due`, Date.now(), id);
  };
  const set = (id: UserId, status: user.PresenceStatus) => harness.bus.call(user.setPresence, { origin: originOf(id), status });

  it('a socket makes online, 5 min without activity away, activity online; 10 s after the last socket offline, and last seen is kept', async () => {
    const [ada, bob, gateway] = [await make(), await make(), newId<'gateway'>()];
    expect(await seen(bob.id, ada.id)).toEqual({ userId: ada.id, status: 'offline', statusMessage: null, lastSeenAt: ada.createdAt });
    await report(gateway, ada.id, true);
    const online = await told(ada.id, 'online');
    expect(online).toEqual({
      user: { id: ada.id, num: ada.num, username: ada.username, displayName: ada.displayName, avatarUrl: null },
      ...{ from: 'offline', to: 'online', statusMessage: null, lastSeenAt: expect.stringMatching(/Z$/), visibility: 'everyone' },
      ...{ contactIds: [], blockIds: [], onlyIds: null, roomIds: [roomId], peerIds: [] },
    });
    await age(ada.id, 'activity', 5 * 60_000);
    expect(await told(ada.id, 'away')).toMatchObject({ from: 'online', roomIds: [] });
    await harness.bus.call(user.reportConnections, { gatewayId: gateway, changes: [], activeIds: [ada.id] });
    await shows(bob.id, ada.id, 'online');
    await report(gateway, ada.id, false);
    expect((await seen(bob.id, ada.id))?.status).toBe('online');
    await age(ada.id, 'gone', 10_000);
    expect(await told(ada.id, 'offline')).toMatchObject({ roomIds: [roomId] });
    await eventually(async () => {
      const rows = await harness.database.query<{ at: Date }>('SELECT last_seen_at AS at FROM presence WHERE user_id = $1', [ada.id]);
      expect(rows[0]?.at.toISOString()).toBe((await seen(bob.id, ada.id))?.lastSeenAt);
    }, 5_000);
  });

  it('what somebody chooses beats the sockets, invisible too, and online drops it', async () => {
    const [ada, bob, gateway] = [await make(), await make(), newId<'gateway'>()];
    await report(gateway, ada.id, true);
    for (const status of ['busy', 'inmeeting', 'offline'] as const) {
      await set(ada.id, status);
      expect((await seen(bob.id, ada.id))?.status).toBe(status);
    }
    expect(await harness.database.query('SELECT explicit FROM presence WHERE user_id = $1', [ada.id])).toEqual([{ explicit: 'offline' }]);
    await set(ada.id, 'online');
    expect((await seen(bob.id, ada.id))?.status).toBe('online');
    await expect(set(newId<'user'>(), 'busy')).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });

  it('C32: what the invisible do moves their last seen neither while they are here nor once they are gone', async () => {
    const [ada, bob, gateway] = [await make(), await make(), newId<'gateway'>()];
    await report(gateway, ada.id, true);
    await told(ada.id, 'online');
    await set(ada.id, 'offline');
    const vanished = await told(ada.id, 'offline');
    const before = Date.now();
    for (let n = 0; n < 3; n++) await harness.bus.call(user.reportConnections, { gatewayId: gateway, changes: [], activeIds: [ada.id] });
    await age(ada.id, 'activity', -3_600_000);
    const lastSeenAt = (await seen(bob.id, ada.id))?.lastSeenAt;
    expect(Date.parse(lastSeenAt ?? '')).toBeLessThanOrEqual(before);
    expect(Date.parse(lastSeenAt ?? '')).toBeGreaterThanOrEqual(Date.parse(vanished?.lastSeenAt ?? ''));
    await report(gateway, ada.id, false);
    await age(ada.id, 'gone', 10_000);
    await eventually(async () => {
      const rows = await harness.database.query<{ at: Date | null }>('SELECT last_seen_at AS at FROM presence WHERE user_id = $1', [ada.id]);
      expect(rows[0]?.at?.toISOString()).toBe(lastSeenAt);
    }, 5_000);
    await set(ada.id, 'online');
    expect(Date.parse((await seen(bob.id, ada.id))?.lastSeenAt ?? '')).toBeGreaterThan(before);
  });

  it('a status message is told with the state', async () => {
    const [ada, gateway] = [await make(), newId<'gateway'>()];
    await report(gateway, ada.id, true);
    await harness.bus.call(user.setPresence, { origin: originOf(ada.id), status: 'busy', statusMessage: 'In a call' });
    expect(await told(ada.id, 'busy')).toMatchObject({ statusMessage: 'In a call' });
    expect(await seen(ada.id, ada.id)).toMatchObject({ statusMessage: 'In a call' });
  });

  it('a log-in without a socket is here for 30 min, or until its log-out (C34)', async () => {
    const [ada, bob] = [await make(), await make()];
    await set(ada.id, 'busy');
    await harness.bus.call(user.arrive, { userId: ada.id });
    expect((await seen(bob.id, ada.id))?.status).toBe('online');
    await age(ada.id, 'activity', 30 * 60_000);
    await shows(bob.id, ada.id, 'offline');
    await harness.bus.call(user.arrive, { userId: ada.id });
    await harness.bus.call(user.depart, { userId: ada.id });
    await shows(bob.id, ada.id, 'offline');
  });

  it('C21: a log-out is offline at once, other sockets or not, until one of them stirs', async () => {
    const [ada, bob, gateway] = [await make(), await make(), newId<'gateway'>()];
    await report(gateway, ada.id, true);
    await told(ada.id, 'online');
    await harness.bus.call(user.depart, { userId: ada.id });
    expect((await seen(bob.id, ada.id))?.status).toBe('offline');
    await told(ada.id, 'offline');
    const active = { gatewayId: gateway, changes: [], activeIds: [bob.id, ada.id] };
    await harness.bus.call(user.reportConnections, { ...active, activeMsAgo: [0, 60_000] });
    expect((await seen(bob.id, ada.id))?.status).toBe('offline');
    await harness.bus.call(user.reportConnections, active);
    await toldTo(ada.id, 'online', ({ from }) => from === 'offline');
    expect((await seen(bob.id, ada.id))?.status).toBe('online');
  });

  it('the sockets of a gateway that is silent are gone; it is told so when it speaks again', async () => {
    const [ada, bob, dead, living] = [await make(), await make(), newId<'gateway'>(), newId<'gateway'>()];
    expect(await report(dead, ada.id, true)).toEqual({ isKnown: false });
    expect(await report(dead, bob.id, true)).toEqual({ isKnown: true });
    await report(living, bob.id, true);
    await redis.zadd(`${harness.bus.options.prefix}presence:gateways`, Date.now() - 12_000, dead);
    await eventually(async () => {
      expect(await redis.hkeys(`${harness.bus.options.prefix}presence:user:${ada.id}`)).not.toContain(`at:${dead}`);
      expect(await redis.zscore(`${harness.bus.options.prefix}presence:gateways`, dead)).toBeNull();
    }, 5_000);
    await age(ada.id, 'gone', 10_000);
    await age(bob.id, 'gone', 10_000);
    await told(ada.id, 'offline');
    expect((await seen(ada.id, bob.id))?.status).toBe('online');
    expect(await report(dead, ada.id, true)).toEqual({ isKnown: false });
  });

  it('who flickers within a second is told of once, as he is then', async () => {
    const [ada, gateway] = [await make(), newId<'gateway'>()];
    await report(gateway, ada.id, true);
    await told(ada.id, 'online');
    for (const status of ['busy', 'away', 'inmeeting', 'busy'] as const) await set(ada.id, status);
    expect(await told(ada.id, 'busy')).toMatchObject({ from: 'online' });
  });

  it('hides from whom its owner will not be seen by, and over blocks (C33)', async () => {
    const [ada, bob, cat, gateway] = [await make(), await make(), await make(), newId<'gateway'>()];
    const hidden = { userId: ada.id, status: 'offline', statusMessage: null, lastSeenAt: null };
    await report(gateway, ada.id, true);
    await told(ada.id, 'online');
    await harness.bus.call(user.requestContact, { origin: originOf(ada.id), user: { id: bob.id }, message: null, mustBeNew: true });
    await harness.bus.call(user.acceptContact, { origin: originOf(bob.id), user: { id: ada.id } });
    // Who has only asked is no contact.
    await harness.bus.call(user.requestContact, { origin: originOf(cat.id), user: { id: ada.id }, message: null, mustBeNew: true });
    const hide = (presence: user.Visibility) =>
      harness.bus.call(user.updateProfile, { origin: originOf(ada.id), changes: { visibility: { presence } } });
    await hide('contacts');
    expect([(await seen(bob.id, ada.id))?.status, await seen(cat.id, ada.id)]).toEqual(['online', hidden]);
    // Bob alone may be told that he sees her: he has become a contact.
    const ofContacts = (to: user.PresenceStatus) => toldTo(ada.id, to, ({ visibility, onlyIds }) => visibility === 'contacts' && onlyIds === null);
    expect(await told(ada.id, 'offline')).toMatchObject({ visibility: 'everyone', contactIds: [], blockIds: [ada.id, bob.id], roomIds: [roomId] });
    await set(ada.id, 'offline');
    expect(await ofContacts('offline')).toMatchObject({ contactIds: [bob.id], peerIds: [bob.id], roomIds: [] });
    await set(ada.id, 'online');
    await ofContacts('online');
    await hide('nobody');
    expect([await seen(bob.id, ada.id), (await seen(ada.id, ada.id))?.status]).toEqual([hidden, 'online']);
    await toldTo(ada.id, 'offline', ({ visibility, blockIds }) => visibility === 'contacts' && blockIds.includes(ada.id));
    await hide('everyone');
    expect((await seen(cat.id, ada.id))?.status).toBe('online');
    await harness.bus.call(user.blockUser, { origin: originOf(cat.id), user: { id: ada.id } });
    expect([await seen(cat.id, ada.id), (await seen(ada.id, cat.id))?.lastSeenAt]).toEqual([hidden, null]);
    const onlyCat = ({ onlyIds }: user.PresenceChange) => onlyIds?.includes(cat.id) === true;
    expect(await toldTo(ada.id, 'offline', onlyCat)).toMatchObject({ onlyIds: [cat.id], contactIds: [], peerIds: [cat.id], roomIds: [] });
    await harness.bus.call(user.unblockUser, { origin: originOf(cat.id), user: { id: ada.id }, mustExist: true });
    expect(await toldTo(ada.id, 'online', onlyCat)).toMatchObject({ from: 'offline', lastSeenAt: expect.stringMatching(/Z$/) });
    expect((await seen(cat.id, ada.id))?.status).toBe('online');
  });
});
