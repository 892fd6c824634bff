import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { newId, notification } from '@parley/contracts';
import { makeDataSource } from '@parley/persistence';
import { seal } from '@parley/runtime';
import { eventually, makeTestDatabase } from '@parley/testing';
import { databaseOptions } from '../src/data-source.js';
import { pace } from '../src/delivery/delivery.policy.js';
import { DeliveryRepository } from '../src/delivery/delivery.repository.js';
import { Lane } from '../src/delivery/lane.js';
import { LetterWriter } from '../src/delivery/letter-writer.js';
import { mailTemplates } from '../src/mail/mail-templates.js';
import { SmtpMailAdapter } from '../src/mail/smtp-mail.adapter.js';
import { NotificationConfig } from '../src/notification.config.js';
import { startNotification } from './notification.harness.js';
import { codeOrder, newAddress } from './orders.js';
import { openToAll, startMuteServer, startSmtp } from './smtp.harness.js';

describe('F27 a provider that hangs', () => {
  const closers: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  it('holds five sends for ten seconds and no more, and no event at all', async () => {
    const mute = await startMuteServer();
    closers.push(mute.close);
    const harness = await startNotification({ SMTP_URL: `smtp://127.0.0.1:${mute.port}`, MAIL_FROM: 'no-reply@parley.example' }, 1);
    closers.push(harness.close);
    const events = Array.from({ length: 12 }, () => codeOrder(harness.serverKey, newAddress(), '314159'));
    const start = performance.now();
    for (const event of events) await harness.bus.publish(notification.mailRequested, event);
    // All are in the ledger while the first still waits for an answer.
    await eventually(async () => {
      for (const { id } of events) expect((await harness.row(id)).state).toBe('queued');
    }, 4_000);
    expect(performance.now() - start).toBeLessThan(pace.sendTimeoutMs);
    const tried = async () => harness.database.query('SELECT id FROM delivery WHERE provider_answer = $1', ['no answer within 10000 ms']);
    await eventually(async () => expect(await tried()).toHaveLength(5), 13_000);
    expect(performance.now() - start).toBeGreaterThan(pace.sendTimeoutMs - 500);
    expect(mute.most).toBe(5);
    // At most two more took the places of the first two that failed; the third opened the breaker. What waits costs no try.
    await eventually(() => expect(mute.held).toBeLessThanOrEqual(2), 1_000);
    const [untried] = await harness.database.query<{ count: number }>('SELECT count(*) AS count FROM delivery WHERE attempts = 0');
    expect(untried?.count).toBeGreaterThanOrEqual(5);
  }, 25_000);

  it('is asked again by one letter after a pause, and gets all of them when it is back', async () => {
    const mute = await startMuteServer();
    const database = await makeTestDatabase('notification');
    closers.push(database.close);
    const source = await makeDataSource(databaseOptions({ DATABASE_URL: database.url, DATABASE_POOL: 2 })).initialize();
    await source.runMigrations();
    await source.destroy();
    const serverKey = randomBytes(32).toString('base64');
    const quick = { limit: 3, threshold: 3, pauseMs: 400, sendTimeoutMs: 1_000 };
    const carrier = new SmtpMailAdapter(`smtp://127.0.0.1:${mute.port}`, 'no-reply@parley.example');
    const writer = new LetterWriter(Object.assign(new NotificationConfig(), { SERVER_KEY: serverKey }));
    const ledger = new DeliveryRepository();
    const lane = new Lane({ name: 'email', carrier, templates: mailTemplates, limit: quick.limit }, { database, ledger, writer, pace: quick });
    const timer = setInterval(() => void lane.look(), 50);
    closers.push(async () => (clearInterval(timer), lane.close(0)));

    const sealed = seal(serverKey, JSON.stringify({ name: 'Ann', code: '314159' }));
    const expiresAt = new Date(Date.now() + 600_000);
    for (let n = 0; n < 8; n++)
      await ledger.add(database, { id: newId(), channel: 'email', to: newAddress(), template: 'verify-email', sealed, expiresAt });
    const tries = async () => Number((await database.query<{ sum: number }>('SELECT sum(attempts) AS sum FROM delivery'))[0]?.sum);
    await eventually(async () => expect(await tries()).toBe(3), 2_000);
    await eventually(() => expect(mute.held).toBe(0), 2_000);
    // Half open: never more than one.
    await eventually(async () => expect(await tries()).toBeGreaterThanOrEqual(5), 8_000);
    expect(mute.most).toBe(3);
    expect(mute.held).toBeLessThanOrEqual(1);

    await mute.close();
    const smtp = await startSmtp({ ...openToAll, port: mute.port });
    closers.push(smtp.close);
    await eventually(async () => {
      expect(await database.query('SELECT DISTINCT state FROM delivery')).toEqual([{ state: 'sent' }]);
    }, 12_000);
    // An answer that took longer than a try may take brings a letter twice, under the same name.
    expect(new Set(smtp.received.map(({ mail }) => mail.messageId)).size).toBe(8);
  }, 25_000);
});
