import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, notification, type UserId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { seal } from '@parley/runtime';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { startNotification, type NotificationHarness } from './notification.harness.js';

describe('how somebody wants to be told at the moment he is deleted (C80)', () => {
  let service: NotificationHarness;
  beforeAll(async () => void (service = await startNotification({}, 1)));
  afterAll(() => service.close());

  const levels = () => [{ targetId: newId(), isEnabled: false, mentions: 'all' as const, changedAt: new Date().toISOString() }];
  const end = (userId: UserId) =>
    service.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId, sealedAddresses: seal(service.serverKey, '[]') }, null));
  const waiting = () => service.database.lockWaits();
  const erased = (userId: UserId) => service.database.query('SELECT 1 FROM recipient WHERE user_id = $1 AND erased_at IS NOT NULL', [userId]);
  const kept = (userId: UserId) => service.database.query('SELECT 1 FROM level WHERE user_id = $1', [userId]);

  it.each([
    ['by call', (userId: UserId, given: readonly messaging.KeptLevel[]) => service.bus.call(notification.mirrorLevels, { userId, levels: given })],
    [
      'by event',
      (userId: UserId, given: readonly messaging.KeptLevel[]) =>
        service.bus.publish(messaging.noticeLevelsChanged, envelopeOf(messaging.noticeLevelsChanged, { userId, levels: given }, null)),
    ],
  ])('goes with him, told %s', async (_way, tell) => {
    const userId = newId<'user'>();
    const given = levels();
    const holder = new pg.Client(service.database.url);
    await holder.connect();
    await holder.query('BEGIN');
    // Who keeps it has found him living, and waits for whoever was here first.
    await holder.query(`INSERT INTO level (user_id, target_id, is_enabled, mentions, changed_at) VALUES ($1, $2, true, 'all', now())`, [
      userId,
      given[0]?.targetId,
    ]);
    const told = tell(userId, given);
    await eventually(async () => expect(await waiting()).toHaveLength(1), 5_000);
    await end(userId);
    const found = async () => [...(await waiting()), ...(await erased(userId))];
    await eventually(async () => expect((await found()).length).toBeGreaterThan(1), 5_000);
    await holder.query('ROLLBACK');
    await holder.end();
    await told;
    await service.bus.consumed(messaging.noticeLevelsChanged);
    await eventually(async () => expect(await erased(userId)).toHaveLength(1), 5_000);
    expect(await kept(userId)).toEqual([]);
  });
});
