import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notification } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { startNotification, type NotificationHarness } from './notification.harness.js';
import { codeOrder, newAddress, smsOrder } from './orders.js';

describe('without providers', () => {
  let harness: NotificationHarness;

  beforeAll(async () => {
    harness = await startNotification({}, 1);
  });

  afterAll(() => harness.close());

  const itemsTo = async (to: string) => (await harness.outbox()).filter((item) => item['to'] === to);

  it('A-00-12 puts one mail into the outbox however often the event comes, and keeps no secret in the ledger', async () => {
    const event = codeOrder(harness.serverKey, newAddress(), '314159');
    for (let n = 0; n < 3; n++) await harness.bus.publish(notification.mailRequested, event);
    const after = codeOrder(harness.serverKey, newAddress(), '271828');
    await harness.bus.publish(notification.mailRequested, after);
    await eventually(async () => expect(await itemsTo(after.payload.to)).toHaveLength(1), 5_000);

    const { to } = event.payload;
    const text: unknown = expect.stringContaining('314159');
    expect(await itemsTo(to)).toEqual([{ kind: 'email', to, subject: 'Your verification code', text, at: expect.any(String) }]);
    await eventually(async () => expect((await harness.row(event.id)).state).toBe('sent'), 2_000);
    expect(await harness.row(event.id)).toMatchObject({
      channel: 'email',
      template: 'verify-email',
      recipient: to,
      attempts: 1,
      sealed: null,
      next_try_at: null,
      sent_at: expect.any(Date),
    });
  });

  it('A-00-12 puts an SMS into the outbox, without a subject', async () => {
    const to = '+491701234567';
    const event = smsOrder(harness.serverKey, to, 'second-factor-code', '112233');
    await harness.bus.publish(notification.smsRequested, event);
    const [item] = await eventually(async () => {
      const items = await itemsTo(to);
      expect(items).toHaveLength(1);
      return items;
    }, 5_000);
    expect(item).toEqual({ kind: 'sms', to, text: expect.stringContaining('112233'), at: expect.any(String) });
  });

  it('tries again when the outbox cannot be written', async () => {
    const folder = join(harness.dataFolder, 'outbox');
    await rm(folder, { recursive: true, force: true });
    await writeFile(folder, 'a file where the folder should be');
    const event = codeOrder(harness.serverKey, newAddress(), '314159');
    await harness.bus.publish(notification.mailRequested, event);
    await eventually(async () => expect((await harness.row(event.id)).attempts).toBeGreaterThanOrEqual(2), 5_000);
    expect(await harness.row(event.id)).toMatchObject({ state: 'queued', sealed: event.payload.sealed, sent_at: null });
    await rm(folder);
    await mkdir(folder);
    await eventually(async () => expect(await itemsTo(event.payload.to)).toHaveLength(1), 10_000);
  });

  it('parks an event it can never send, with the reason', async () => {
    const order = { to: newAddress(), template: 'verify-email', sealed: 'not sealed with this key' } as const;
    const event = envelopeOf(notification.mailRequested, order, null);
    await harness.bus.publish(notification.mailRequested, event);
    await eventually(async () => {
      const rows = await harness.database.query<{ consumer: string; attempts: number; reason: string; body: string }>('SELECT * FROM parked_event');
      expect(rows).toEqual([expect.objectContaining({ consumer: 'mail', attempts: 5, reason: expect.stringMatching(/./) })]);
      expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject({ id: event.id });
    }, 14_000);
    await expect(harness.row(event.id)).rejects.toThrow('not in the ledger');
  });
});
