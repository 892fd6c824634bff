import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { auth, newId, notification, type SessionId, type UserId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { seal, unseal } from '@parley/runtime';
import { eventually } from '@parley/testing';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { TidyEndedSessions } from '../src/push/tidy-ended-sessions.use-case.js';
import { startNotification, type NotificationHarness } from './notification.harness.js';

interface Row {
  readonly user_id: string;
  readonly device_id: string;
  readonly platform: string;
  readonly sealed_token: string;
}

const vapid = { VAPID_PUBLIC_KEY: 'B'.repeat(87), VAPID_PRIVATE_KEY: 'A'.repeat(43) };

describe('devices to push to', () => {
  let harness: NotificationHarness;
  let origin: { readonly userId: UserId; readonly sessionId: SessionId; readonly dialect: 'v1' };

  beforeAll(async () => void (harness = await startNotification({ ...vapid, VAPID_SUBJECT: 'mailto:a@b.example' }, 1)));
  beforeEach(() => {
    origin = { userId: newId<'user'>(), sessionId: newId<'session'>(), dialect: 'v1' };
  });
  afterAll(() => harness.close());

  const register = (deviceId: string, token: string, by = origin) =>
    harness.bus.call(notification.registerDevice, { origin: by, deviceId, platform: 'android', token });
  const revoke = () => {
    const revocation = { ...origin, reason: 'logout' as const, forgetAt: Date.now() + 60_000 };
    return harness.bus.publish(auth.sessionsRevoked, envelopeOf(auth.sessionsRevoked, { revocations: [revocation] }, null));
  };
  const rowsOf = (userId = origin.userId) => harness.database.query<Row>('SELECT * FROM device WHERE user_id = $1 ORDER BY device_id', [userId]);

  it('keeps one token for each device, sealed', async () => {
    const token = newId();
    await register('phone', 'an older token');
    await register('phone', token);
    const rows = await rowsOf();
    expect(rows).toEqual([expect.objectContaining({ device_id: 'phone', platform: 'android' })]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(unseal(harness.serverKey, rows[0]?.sealed_token ?? '')).toBe(token);
  });

  it('A-V1-33: moves a token that was another user’s, also when both bring it at once', async () => {
    const others = Array.from({ length: 8 }, () => ({ ...origin, userId: newId<'user'>() }));
    await Promise.all(others.map((other) => register('phone', 'shared token', other)));
    await register('tablet', 'shared token');
    expect(await rowsOf()).toHaveLength(1);
    expect((await Promise.all(others.map(({ userId }) => rowsOf(userId)))).flat()).toEqual([]);
  });

  it('keeps the 50 that were registered last', async () => {
    for (let n = 0; n < 53; n++) await register(`d${n}`, `${origin.userId} ${n}`);
    const kept = (await rowsOf()).map(({ device_id }) => device_id);
    expect(kept).toHaveLength(50);
    for (const oldest of ['d0', 'd1', 'd2']) expect(kept).not.toContain(oldest);
  });

  it('forgets the devices of a session that ended', async () => {
    await register('phone', `${origin.userId} phone`);
    await register('laptop', `${origin.userId} laptop`, { ...origin, sessionId: newId<'session'>() });
    await revoke();
    await eventually(async () => expect((await rowsOf()).map(({ device_id }) => device_id)).toEqual(['laptop']), 5_000);
  });

  it('keeps no device that was being registered when its session ended', async () => {
    const token = newId();
    const rival = new pg.Client({ connectionString: harness.database.url });
    await rival.connect();
    const waiting = (count: number) =>
      eventually(async () => expect(await harness.database.query('SELECT 1 FROM pg_locks WHERE NOT granted')).toHaveLength(count), 5_000);
    // Half way through: it has seen that the session is alive.
    await rival.query('BEGIN');
    await rival.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [createHash('sha256').update(token).digest('hex')]);
    const registered = register('phone', token);
    await waiting(1);
    await revoke();
    await waiting(2);
    await rival.query('COMMIT');
    await rival.end();
    await registered;
    await eventually(async () => expect(await rowsOf()).toEqual([]), 5_000);
  });

  it('refuses who registers after his session has ended, until none of its tokens is alive', async () => {
    await revoke();
    await harness.bus.consumed(auth.sessionsRevoked);
    await expect(register('phone', newId())).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
    expect(await rowsOf()).toEqual([]);
    const sessionId = newId<'session'>();
    const dead = { ...origin, sessionId, reason: 'logout' as const, forgetAt: Date.now() - 1 };
    await harness.bus.publish(auth.sessionsRevoked, envelopeOf(auth.sessionsRevoked, { revocations: [dead] }, null));
    await harness.bus.consumed(auth.sessionsRevoked);
    await harness.part(TidyEndedSessions).execute();
    const kept = await harness.database.query('SELECT session_id FROM ended_session WHERE session_id = ANY ($1)', [[origin.sessionId, sessionId]]);
    expect(kept).toEqual([{ session_id: origin.sessionId }]);
  });

  it('forgets the devices of a deleted user', async () => {
    await register('phone', `${origin.userId} phone`);
    const deleted = { userId: origin.userId, sealedAddresses: seal(harness.serverKey, '[]') };
    await harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, deleted, null));
    await eventually(async () => expect(await rowsOf()).toEqual([]), 5_000);
  });

  it('tells browsers the public key', async () => {
    expect(await harness.bus.call(notification.describePush, {})).toEqual({ webPublicKey: vapid.VAPID_PUBLIC_KEY });
  });

  it.each([
    ['', 'token'],
    ['phone', ''],
    ['phone', 'x'.repeat(4_097)],
    ['x'.repeat(256), 'token'],
  ])('refuses a device or token that is no such thing', async (deviceId, token) => {
    await expect(register(deviceId, token)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
