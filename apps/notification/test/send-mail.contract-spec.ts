import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notification, newId, type EventEnvelope } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { seal } from '@parley/runtime';
import { eventually } from '@parley/testing';
import { startNotification, type NotificationHarness } from './notification.harness.js';

type MailRequested = NonNullable<(typeof notification.mailRequested)['payload']>;

describe('mailRequested', () => {
  let harness: NotificationHarness;

  beforeAll(async () => {
    harness = await startNotification();
  });

  afterAll(() => harness.close());

  const request = (to: string): EventEnvelope<MailRequested> => {
    const sealed = seal(harness.serverKey, JSON.stringify({ name: 'Ann', code: '314159' }));
    return envelopeOf(notification.mailRequested, { to, template: 'verify-email', sealed }, null);
  };

  const mailsTo = async (to: string) => (await harness.outbox()).filter((item) => item['to'] === to);

  it('puts one mail into the outbox however often the event comes, and notes it in the ledger', async () => {
    const event = request(`${newId()}@example.org`);
    for (let n = 0; n < 3; n++) await harness.bus.publish(notification.mailRequested, event);
    const after = request(`${newId()}@example.org`);
    await harness.bus.publish(notification.mailRequested, after);
    await eventually(async () => expect(await mailsTo(after.payload.to)).toHaveLength(1), 5_000);

    const mails = await mailsTo(event.payload.to);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toEqual({
      kind: 'email',
      to: event.payload.to,
      subject: 'Your verification code',
      text: expect.stringContaining('314159'),
      at: expect.any(String),
    });
    const rows = await harness.database.query('SELECT template, sent_at IS NOT NULL AS sent FROM delivery WHERE id = $1', [event.id]);
    expect(rows).toEqual([{ template: 'verify-email', sent: true }]);
  });

  it('tries again when the mail could not be carried away', async () => {
    const folder = join(harness.dataFolder, 'outbox');
    await rm(folder, { recursive: true, force: true });
    await writeFile(folder, 'a file where the folder should be');
    const event = request(`${newId()}@example.org`);
    await harness.bus.publish(notification.mailRequested, event);
    await eventually(async () => {
      const [row] = await harness.database.query<{ attempts: number }>('SELECT attempts FROM delivery WHERE id = $1', [event.id]);
      expect(row?.attempts).toBeGreaterThanOrEqual(2);
    }, 5_000);
    await rm(folder);
    await mkdir(folder);
    await eventually(async () => expect(await mailsTo(event.payload.to)).toHaveLength(1), 10_000);
  });

  it('parks an event it can never send, with the reason', async () => {
    const event = envelopeOf(notification.mailRequested, { to: 'x@example.org', template: 'verify-email', sealed: 'not sealed with this key' }, null);
    await harness.bus.publish(notification.mailRequested, event as EventEnvelope<MailRequested>);
    await eventually(async () => {
      const rows = await harness.database.query<{ consumer: string; attempts: number; reason: string; body: string }>('SELECT * FROM parked_event');
      expect(rows).toEqual([expect.objectContaining({ consumer: 'mail', attempts: 5, reason: expect.stringMatching(/./) })]);
      expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject({ id: event.id });
    }, 14_000);
  });
});
