import { afterEach, describe, expect, it } from '@jest/globals';
import { newId, notification } from '@parley/contracts';
import { seal } from '@parley/runtime';
import { eventually } from '@parley/testing';
import { startNotification, type NotificationHarness } from './notification.harness.js';
import { codeOrder, newAddress, type MailRequested } from './orders.js';
import { openToAll, startSmtp, type SmtpHarness, type SmtpOptions } from './smtp.harness.js';

describe('the delivery ledger', () => {
  const closers: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  const startServer = async (options: SmtpOptions): Promise<SmtpHarness> => {
    const server = await startSmtp(options);
    closers.push(server.close);
    return server;
  };

  const startService = async (port: number, replicas: number): Promise<NotificationHarness> => {
    const harness = await startNotification({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'no-reply@parley.example' }, replicas);
    closers.push(harness.close);
    return harness;
  };

  const ask = async ({ bus, serverKey }: NotificationHarness): Promise<MailRequested> => {
    const event = codeOrder(serverKey, newAddress(), '314159');
    await bus.publish(notification.mailRequested, event);
    return event;
  };

  it('tries again what a server defers, after a wait, and sends it once', async () => {
    let asked = 0;
    const smtp = await startServer({ ...openToAll, verdict: () => (++asked <= 2 ? { code: 451, text: 'greylisted, come back' } : null) });
    const harness = await startService(smtp.port, 1);
    const event = await ask(harness);
    await eventually(async () => expect((await harness.row(event.id)).provider_answer).toContain('451 greylisted'), 5_000);
    const { state, sealed, next_try_at, attempts } = await harness.row(event.id);
    expect({ state, sealed }).toEqual({ state: 'queued', sealed: event.payload.sealed });
    expect(attempts).toBeLessThanOrEqual(2);
    expect(next_try_at?.getTime()).toBeGreaterThan(Date.now() - 1_000);

    await eventually(async () => expect((await harness.row(event.id)).state).toBe('sent'), 10_000);
    expect(await harness.row(event.id)).toMatchObject({ attempts: 3, sealed: null, next_try_at: null, sent_at: expect.any(Date) });
    expect(smtp.mailsTo(event.payload.to)).toHaveLength(1);
  });

  it('never tries again what a server refuses; the answer is kept, the code is not, even when the answer repeats it', async () => {
    let asked = 0;
    const refusal = { code: 550, text: '5.7.1 spam: "Your code is 314159"' };
    const smtp = await startServer({ ...openToAll, verdict: (to) => (to.startsWith('good') ? null : (asked++, refusal)) });
    const harness = await startService(smtp.port, 1);
    const event = await ask(harness);
    await eventually(async () => expect((await harness.row(event.id)).state).toBe('failed'), 5_000);
    expect(await harness.row(event.id)).toMatchObject({
      attempts: 1,
      sealed: null,
      next_try_at: null,
      sent_at: null,
      provider_answer: '550 5.7.1 spam: "Your code is …"',
    });
    // The same event again, and one behind it that goes through.
    await harness.bus.publish(notification.mailRequested, event);
    const after = codeOrder(harness.serverKey, `good${newAddress()}`, '271828');
    await harness.bus.publish(notification.mailRequested, after);
    await eventually(async () => expect((await harness.row(after.id)).state).toBe('sent'), 5_000);
    expect(asked).toBe(1);
    expect((await harness.row(event.id)).attempts).toBe(1);
  });

  it('keeps mail while the server is down, without holding up events, and sends it once it is back', async () => {
    const { port, close } = await startSmtp(openToAll);
    await close();
    const harness = await startService(port, 1);
    const events = await Promise.all(Array.from({ length: 4 }, () => ask(harness)));
    // The third failure opens the breaker; whether the fourth letter was out by then is chance.
    await eventually(async () => {
      const rows = await Promise.all(events.map(({ id }) => harness.row(id)));
      expect(rows.every(({ state }) => state === 'queued')).toBe(true);
      expect(rows.filter(({ provider_answer }) => provider_answer?.includes('ECONNREFUSED')).length).toBeGreaterThanOrEqual(3);
    }, 5_000);
    const smtp = await startServer({ ...openToAll, port });
    await eventually(async () => {
      for (const { id } of events) expect((await harness.row(id)).state).toBe('sent');
    }, 12_000);
    for (const { payload } of events) expect(smtp.mailsTo(payload.to)).toHaveLength(1);
  });

  it('drops a code that is dead, before its first try and between two', async () => {
    const smtp = await startServer({ ...openToAll, verdict: () => ({ code: 451, text: 'later' }) });
    const harness = await startService(smtp.port, 1);
    const ago = (seconds: number) => ({
      ...codeOrder(harness.serverKey, newAddress(), '314159'),
      occurredAt: new Date(Date.now() - seconds * 1_000).toISOString(),
    });
    const [dead, dying] = [ago(601), ago(597)];
    for (const event of [dead, dying]) await harness.bus.publish(notification.mailRequested, event);
    for (const { id } of [dead, dying]) await eventually(async () => expect((await harness.row(id)).state).toBe('expired'), 9_000);
    expect(await harness.row(dead.id)).toMatchObject({ attempts: 0, sealed: null, next_try_at: null });
    const row = await harness.row(dying.id);
    expect(row).toMatchObject({ sealed: null, next_try_at: null, provider_answer: '451 later' });
    expect(row.attempts).toBeGreaterThan(0);
  });

  it('is shared by replicas: each mail goes once', async () => {
    const smtp = await startServer(openToAll);
    const harness = await startService(smtp.port, 3);
    // As if queued by replicas that are gone: all three find them at the same moment.
    const sealed = seal(harness.serverKey, JSON.stringify({ name: 'Ann', code: '314159' }));
    await harness.database.query(
      `INSERT INTO delivery (id, channel, template, recipient, sealed, expires_at, next_try_at)
       SELECT id, 'email', 'verify-email', id || '@example.org', $2, now() + interval '10 minutes', now() FROM unnest($1::uuid[]) AS id`,
      [Array.from({ length: 60 }, () => newId()), sealed],
    );
    await eventually(async () => {
      expect(await harness.database.query('SELECT state, max(attempts) AS tries FROM delivery GROUP BY state')).toEqual([
        { state: 'sent', tries: 1 },
      ]);
    }, 10_000);
    expect(smtp.received).toHaveLength(60);
    expect(new Set(smtp.received.map(({ envelopeTo }) => envelopeTo[0])).size).toBe(60);
  });

  it('takes over what a dead replica had claimed when its lease is over, and not before', async () => {
    const smtp = await startServer(openToAll);
    const harness = await startService(smtp.port, 1);
    const sealed = seal(harness.serverKey, JSON.stringify({ name: 'Ann', code: '314159' }));
    const plant = async (leaseLeft: string): Promise<string> => {
      const id = newId();
      await harness.database.query(
        `INSERT INTO delivery (id, channel, template, recipient, sealed, attempts, expires_at, next_try_at)
         VALUES ($1, 'email', 'verify-email', $2, $3, 1, now() + interval '10 minutes', now() + $4::interval)`,
        [id, newAddress(), sealed, leaseLeft],
      );
      return id;
    };
    const [held, free] = [await plant('25 seconds'), await plant('0 seconds')];
    await eventually(async () => expect(await harness.row(free)).toMatchObject({ state: 'sent', attempts: 2 }), 5_000);
    expect(await harness.row(held)).toMatchObject({ state: 'queued', attempts: 1 });
  });
});
