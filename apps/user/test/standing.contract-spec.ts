import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, user, type UserId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('people whose account is shut or ended', () => {
  let harness: UserHarness;
  beforeAll(async () => {
    harness = await startUser();
    harness.bus.answer(messaging.listAudiences, () => []);
  });
  afterAll(() => harness.close());

  const make = (displayName: string) => harness.bus.call(user.createProfile, somebody({ displayName }));
  const originOf = (id: UserId) => ({ userId: id, sessionId: newId<'session'>(), dialect: 'v1' }) as const;
  const connect = async (id: UserId) => {
    await harness.bus.call(user.reportConnections, {
      gatewayId: newId<'gateway'>(),
      changes: [{ userId: id, isConnected: true }],
      activeIds: [],
    });
    await told(id, 'online');
  };
  const told = async (id: UserId, to: user.PresenceStatus) =>
    harness.bus.signal(user.presenceChanged, (changes) => changes.some((change) => change.user.id === id && change.to === to));
  const befriend = async (one: UserId, other: UserId) => {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const)
      await harness.bus.call(user.requestContact, { origin: originOf(from), user: { id: to }, message: null, mustBeNew: false });
  };
  const become = (userId: UserId, state: 'active' | 'suspended') =>
    harness.bus.publish(auth.accountStateChanged, envelopeOf(auth.accountStateChanged, { userId, state }, null));
  const end = (userId: UserId) => harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId, sealedAddresses: '' }, null));
  const found = async (text: string) => {
    const fields = { withUsernames: true, withContactData: true, limit: 50, offset: 0 };
    return (await harness.bus.call(user.searchUsers, { viewerId: newId<'user'>(), text, ...fields })).profiles.map(({ id }) => id);
  };
  const waiting = () => harness.database.lockWaits();
  const deletedAt = async (id: UserId) =>
    (await harness.database.query<{ readonly at: Date | null }>('SELECT deleted_at AS at FROM profile WHERE user_id = $1', [id]))[0]?.at ?? null;
  const statusOf = async (viewerId: UserId, id: UserId) => (await harness.bus.call(user.getPresences, { viewerId, userIds: [id] }))[0];

  it('C81: the suspended are found by nobody and offline to everybody, told to their contacts; back, they are found again', async () => {
    const [ada, bob] = [await make('Quilla Suspended'), await make('Bob')];
    await befriend(ada.id, bob.id);
    await connect(ada.id);
    await become(ada.id, 'suspended');
    const changes = await told(ada.id, 'offline');
    expect(changes).toContainEqual(expect.objectContaining({ from: 'online', contactIds: [bob.id] }));
    expect(await found('quilla')).toEqual([]);
    expect(await statusOf(bob.id, ada.id)).toMatchObject({ status: 'offline', lastSeenAt: null });
    expect(await harness.bus.call(user.viewProfile, { viewerId: bob.id, userId: ada.id })).toMatchObject({ displayName: 'Quilla Suspended' });
    await expect(
      harness.bus.call(user.requestContact, { origin: originOf((await make('Cleo')).id), user: { id: ada.id }, message: null, mustBeNew: true }),
    ).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    await become(ada.id, 'active');
    await eventually(async () => expect(await found('quilla')).toEqual([ada.id]), 5_000);
    await eventually(async () => expect((await statusOf(bob.id, ada.id))?.status).toBe('online'), 5_000);
  });

  it('C81: an older state never overwrites a newer one', async () => {
    const ada = await make('Zenobia Late');
    const envelope = envelopeOf(auth.accountStateChanged, { userId: ada.id, state: 'suspended' as const }, null);
    await harness.bus.publish(auth.accountStateChanged, { ...envelope, occurredAt: '2030-01-02T00:00:00.000Z' });
    const late = envelopeOf(auth.accountStateChanged, { userId: ada.id, state: 'active' as const }, null);
    await harness.bus.publish(auth.accountStateChanged, { ...late, occurredAt: '2030-01-01T00:00:00.000Z' });
    await eventually(async () => expect(await harness.database.query('SELECT 1 FROM inbox WHERE event_id = $1', [late.id])).toHaveLength(1), 5_000);
    expect(await found('zenobia')).toEqual([]);
  });

  it('C80: contacts, blocks and streaks of the deleted end on both sides, their presence too, and their contacts are told', async () => {
    const [gone, friend, foe] = [await make('Gone'), await make('Friend'), await make('Foe')];
    await befriend(gone.id, friend.id);
    await harness.bus.call(user.requestContact, { origin: originOf(foe.id), user: { id: gone.id }, message: null, mustBeNew: true });
    await harness.bus.call(user.blockUser, { origin: originOf(gone.id), user: { id: foe.id } });
    await harness.bus.call(user.blockUser, { origin: originOf(foe.id), user: { id: gone.id } });
    const [low, high] = [gone.id, friend.id].sort();
    await harness.database.query(`INSERT INTO streak (low, high, days) VALUES ($1, $2, 3)`, [low, high]);
    await connect(gone.id);
    await harness.bus.call(user.setPresence, { origin: originOf(gone.id), status: 'busy' });
    await told(gone.id, 'busy');
    await harness.bus.call(user.eraseProfile, { userId: gone.id });
    for (let time = 0; time < 2; time++) await end(gone.id);
    // The block, too, was told as an offline, to one person alone.
    const changes = await harness.bus.signal(user.presenceChanged, (told) =>
      told.some(({ user: { id }, from }) => id === gone.id && from === 'busy'),
    );
    expect(changes).toContainEqual(expect.objectContaining({ from: 'busy', to: 'offline', contactIds: [friend.id] }));
    await eventually(async () => {
      for (const [table, ...columns] of [
        ['contact', 'low', 'high'],
        ['block', 'blocker_id', 'blocked_id'],
        ['streak', 'low', 'high'],
        ['presence', 'user_id'],
      ]) {
        const rows = await harness.database.query(`SELECT 1 FROM ${table} WHERE $1 IN (${columns.join(', ')})`, [gone.id]);
        expect([table, rows]).toEqual([table, []]);
      }
    }, 5_000);
    const { total } = await harness.bus.call(user.listContacts, { viewerId: friend.id, state: 'all', limit: 10, offset: 0 });
    expect(total).toBe(0);
  });

  it.each(['contact', 'block'] as const)('C80: a %s made at that moment ends, too', async (table) => {
    const [gone, friend] = [await make('Gone'), await make('Friend')];
    const holder = new pg.Client(harness.database.url);
    await holder.connect();
    await holder.query('BEGIN');
    // Whoever asks has looked at both, and cannot write yet.
    await holder.query(`LOCK TABLE ${table} IN SHARE MODE`);
    const input = { origin: originOf(friend.id), user: { id: gone.id } };
    const tied =
      table === 'block'
        ? harness.bus.call(user.blockUser, input)
        : harness.bus.call(user.requestContact, { ...input, message: null, mustBeNew: true });
    await eventually(async () => expect(await waiting()).toHaveLength(1), 5_000);
    await end(gone.id);
    await eventually(async () => expect((await waiting()).length).toBeGreaterThan(1), 5_000);
    await holder.query('COMMIT');
    await holder.end();
    await tied;
    await eventually(async () => expect(await deletedAt(gone.id)).not.toBeNull(), 5_000);
    const columns = table === 'block' ? 'blocker_id, blocked_id' : 'low, high';
    const ties = () => harness.database.query(`SELECT 1 FROM ${table} WHERE $1 IN (${columns})`, [gone.id]);
    await eventually(async () => expect(await ties()).toEqual([]), 5_000);
  });

  it('C81: nor are those of whom it is heard before they have a profile', async () => {
    const input = somebody({ displayName: 'Zenobia Early' });
    const early = () => harness.database.query('SELECT suspended_at IS NOT NULL AS suspended FROM early_standing WHERE user_id = $1', [input.userId]);
    await become(input.userId, 'active');
    await become(input.userId, 'suspended');
    await eventually(async () => expect(await early()).toEqual([{ suspended: true }]), 5_000);
    await harness.bus.call(user.createProfile, input);
    expect(await found('zenobia')).toEqual([]);
    expect(await early()).toEqual([]);
    await become(input.userId, 'active');
    await eventually(async () => expect(await found('zenobia')).toEqual([input.userId]), 5_000);
  });
});
