import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notification } from '@parley/contracts';
import { portOf, startHealthServer } from '@parley/runtime';
import { eventually } from '@parley/testing';
import type { Server } from 'node:http';
import { startNotification, type NotificationHarness } from './notification.harness.js';
import { codeOrder, newAddress } from './orders.js';
import { openToAll, startSmtp } from './smtp.harness.js';

describe('a provider that is down', () => {
  let harness: NotificationHarness;
  let probes: Server;
  let smtpPort: number;
  beforeAll(async () => {
    const smtp = await startSmtp({ ...openToAll, port: 0 });
    smtpPort = smtp.port;
    await smtp.close();
    harness = await startNotification({ SMTP_URL: `smtp://127.0.0.1:${smtpPort}`, MAIL_FROM: 'no-reply@parley.example' }, 1);
    probes = await startHealthServer(harness.health, { HEALTH_PORT: 0 });
  });
  afterAll(async () => {
    probes.close();
    await harness.close();
  });

  const ready = async () => {
    const answer = await fetch(`http://127.0.0.1:${portOf(probes)}/health/ready`);
    const { status, reason, checks } = (await answer.json()) as { status: string; reason: string; checks: { name: string; isUp: boolean }[] };
    return { code: answer.status, status, reason, isUp: Object.fromEntries(checks.map(({ name, isUp }) => [name, isUp])) };
  };
  const order = () => harness.bus.publish(notification.mailRequested, codeOrder(harness.serverKey, newAddress(), '314159'));

  it('shows at the health page and stops no readiness; back, it shows no more', async () => {
    const all = { postgres: true, nats: true, sms: true };
    expect(await ready()).toMatchObject({ code: 200, status: 'ready', reason: '', isUp: { ...all, email: true } });
    for (let n = 0; n < 3; n++) await order();
    await eventually(async () => {
      const reason = expect.stringMatching(/^email: the provider takes nothing: .*ECONNREFUSED/);
      expect(await ready()).toMatchObject({ code: 200, status: 'ready', reason, isUp: { ...all, email: false } });
    }, 10_000);
    const smtp = await startSmtp({ ...openToAll, port: smtpPort });
    await eventually(async () => expect(await ready()).toMatchObject({ reason: '', isUp: { ...all, email: true } }), 15_000);
    await smtp.close();
  }, 30_000);
});
