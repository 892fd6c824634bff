import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, newId, notification, type EventContract, type UserId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { seal, sealAddress } from '@parley/runtime';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { OutboxAdapter } from '../src/carrier/outbox.adapter.js';
import { startNotification, type NotificationHarness } from './notification.harness.js';
import { codeOrder, newAddress, smsOrder } from './orders.js';

describe('a deleted user in notification (C80)', () => {
  let harness: NotificationHarness;
  beforeAll(async () => void (harness = await startNotification({}, 1)));
  afterAll(() => harness.close());

  it('forgets what was sent to their addresses, in any case, and nothing else', async () => {
    const phone = '+4915112345678';
    const mails = ['İda@example.org', 'ΝΙΚΟΣ@example.org'];
    for (const recipient of ['Ada@example.org', ...mails, phone, sealAddress(harness.serverKey, phone), 'grace@example.org'])
      await harness.database.query(
        `INSERT INTO delivery (id, channel, template, recipient, state, sent_at, expires_at) VALUES ($1, 'email', 'verify-email', $2, 'sent', now(), now())`,
        [newId(), recipient],
      );
    const sealedAddresses = seal(harness.serverKey, JSON.stringify(['ada@example.org', ...mails, phone]));
    await harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId: newId<'user'>(), sealedAddresses }, null));
    await eventually(
      async () => expect(await harness.database.query('SELECT recipient FROM delivery')).toEqual([{ recipient: 'grace@example.org' }]),
      5_000,
    );
  });

  it('and what went to them, or to their devices, out of the outbox folder (A-00-12)', async () => {
    const userId = newId<'user'>();
    const [email, phone] = [newAddress(), '+4915112345679'];
    const outbox = new OutboxAdapter('push', harness.dataFolder);
    const push = (ownerId: UserId) => outbox.carry({ id: newId(), to: 'a device', ownerId, text: 'x', createdAt: new Date() });
    const mails = [email.toUpperCase(), email, newAddress()].map((to) => codeOrder(harness.serverKey, to, '314159'));
    for (const mail of mails) await harness.bus.publish(notification.mailRequested, mail);
    await harness.bus.publish(notification.smsRequested, smsOrder(harness.serverKey, phone, 'second-factor-code', '112233'));
    const other = newId<'user'>();
    await Promise.all([push(userId), push(other)]);
    await eventually(async () => expect(await harness.outbox()).toHaveLength(6), 5_000);

    const sealedAddresses = seal(harness.serverKey, JSON.stringify([email, phone]));
    await harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId, sealedAddresses }, null));
    await eventually(async () => expect(await harness.outbox()).toHaveLength(2), 5_000);
    expect((await harness.outbox()).map(({ kind, to, ownerId }) => [kind, kind === 'push' ? ownerId : to]).sort()).toEqual([
      ['email', mails[2]?.payload.to],
      ['push', other],
    ]);
  });

  it.each([
    ['a mail', 'email', notification.mailRequested, (to: string) => codeOrder(harness.serverKey, to, '271828')],
    ['an SMS', 'sms', notification.smsRequested, () => smsOrder(harness.serverKey, '+4915112345680', 'second-factor-code', '112233')],
  ] as const)('and %s that was ordered for them before, and comes after', async (_what, kind, contract, orderTo) => {
    const [gone, other] = [newId<'user'>(), newId<'user'>()];
    const [late, fine] = [orderTo(newAddress()), orderTo(newAddress())];
    const sealedAddresses = seal(harness.serverKey, JSON.stringify([late.payload.to]));
    await harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId: gone, sealedAddresses }, null));
    await harness.bus.consumed(auth.userDeleted);
    const order = contract as EventContract<(typeof late)['payload']>;
    await harness.bus.publish(order, { ...late, payload: { ...late.payload, userId: gone } });
    await harness.bus.publish(order, { ...fine, payload: { ...fine.payload, userId: other } });
    await eventually(async () => expect(await harness.row(fine.id)).toMatchObject({ state: 'sent' }), 5_000);
    await harness.bus.consumed(order);
    expect(await harness.database.query('SELECT 1 FROM delivery WHERE id = $1', [late.id])).toEqual([]);
    expect((await harness.outbox()).filter((letter) => letter['kind'] === kind && letter['to'] === late.payload.to)).toEqual([]);
  });

  it('and one that is being queued at that moment', async () => {
    const userId = newId<'user'>();
    const order = codeOrder(harness.serverKey, newAddress(), '161803');
    const erased = 'SELECT 1 FROM recipient WHERE user_id = $1 AND erased_at IS NOT NULL';
    const holder = new pg.Client(harness.database.url);
    await holder.connect();
    await holder.query('BEGIN');
    // Whoever queues it has found him living, and waits for another try of the same letter.
    await holder.query(
      `INSERT INTO delivery (id, channel, template, recipient, state, sent_at, expires_at) VALUES ($1, 'email', 'verify-email', 'x', 'sent', now(), now())`,
      [order.id],
    );
    await harness.bus.publish(notification.mailRequested, { ...order, payload: { ...order.payload, userId } });
    await eventually(async () => expect(await harness.database.lockWaits()).toHaveLength(1), 5_000);
    const sealedAddresses = seal(harness.serverKey, JSON.stringify([order.payload.to]));
    await harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId, sealedAddresses }, null));
    const found = async () => [...(await harness.database.lockWaits()), ...(await harness.database.query(erased, [userId]))];
    await eventually(async () => expect((await found()).length).toBeGreaterThan(1), 5_000);
    await holder.query('ROLLBACK');
    await holder.end();
    await harness.bus.consumed(auth.userDeleted);
    await harness.bus.consumed(notification.mailRequested);
    expect(await harness.database.query('SELECT 1 FROM delivery WHERE id = $1', [order.id])).toEqual([]);
  });
});
