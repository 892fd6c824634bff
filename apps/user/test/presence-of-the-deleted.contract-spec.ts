import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, user, type UserId } from '@parley/contracts';
import { Database, envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { PresenceRecordRepository } from '../src/presence/presence-record.repository.js';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('what is noted of somebody at the moment he is deleted', () => {
  let harness: UserHarness;
  beforeAll(async () => {
    harness = await startUser();
    harness.bus.answer(messaging.listAudiences, () => []);
  });
  afterAll(() => harness.close());

  const choose = (userId: UserId): Promise<unknown> =>
    harness.bus.call(user.setPresence, { origin: { userId, sessionId: newId<'session'>(), dialect: 'v1' }, status: 'busy' });
  const see = (userId: UserId): Promise<unknown> =>
    harness.app
      .get(PresenceRecordRepository, { strict: false })
      .keepSeen(harness.app.get(Database, { strict: false }), [{ userId, at: new Date().toISOString() }]);
  const end = (userId: UserId) => harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId, sealedAddresses: '' }, null));
  const kept = (userId: UserId) => harness.database.query('SELECT 1 FROM presence WHERE user_id = $1', [userId]);
  const waiting = () => harness.database.lockWaits();

  it.each([
    ['status he chooses', choose],
    ['time he was last seen', see],
  ])('C80: the %s goes with him', async (_what, note) => {
    const { id } = await harness.bus.call(user.createProfile, somebody({}));
    const holder = new pg.Client(harness.database.url);
    await holder.connect();
    await holder.query('BEGIN');
    // Who notes it has found him living, and waits for whoever was here first.
    await holder.query('INSERT INTO presence (user_id) VALUES ($1)', [id]);
    const noted = note(id);
    await eventually(async () => expect(await waiting()).toHaveLength(1), 5_000);
    await end(id);
    await eventually(async () => expect((await waiting()).length).toBeGreaterThan(1), 5_000);
    await holder.query('ROLLBACK');
    await holder.end();
    await noted;
    await eventually(async () => expect(await kept(id)).toEqual([]), 5_000);
  });

  it('C80: nor is anything noted of him from then on', async () => {
    const { id } = await harness.bus.call(user.createProfile, somebody({}));
    await harness.bus.call(user.eraseProfile, { userId: id });
    await see(id);
    await expect(choose(id)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    expect(await kept(id)).toEqual([]);
  });
});
