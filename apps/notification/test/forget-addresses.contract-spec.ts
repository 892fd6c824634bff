import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, newId, notification, type UserId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { seal, sealAddress } from '@parley/runtime';
import { eventually } from '@parley/testing';
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
});
