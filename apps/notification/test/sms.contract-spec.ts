import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, notification } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { HttpSmsAdapter } from '../src/sms/http-sms.adapter.js';
import { startNotification, type NotificationHarness } from './notification.harness.js';
import { smsOrder } from './orders.js';
import { startSmsProvider, type Answer, type SmsProviderHarness } from './sms-provider.harness.js';

const to = '+491701234567';

describe('SMS by HTTP', () => {
  let provider: SmsProviderHarness;
  let harness: NotificationHarness;

  beforeAll(async () => {
    provider = await startSmsProvider();
    harness = await startNotification({ SMS_URL: `http://user:k%3Ay@127.0.0.1:${provider.port}/v1/send?from=Parley` }, 1);
  });

  afterAll(async () => {
    await harness.close();
    await provider.close();
  });

  it.each(['second-factor-code', 'phone-verification'] as const)('posts a %s once, with the key of the configuration', async (template) => {
    const event = smsOrder(harness.serverKey, to, template, '314159');
    for (let n = 0; n < 3; n++) await harness.bus.publish(notification.smsRequested, event);
    const after = smsOrder(harness.serverKey, to, template, '271828');
    await harness.bus.publish(notification.smsRequested, after);
    await eventually(async () => {
      for (const { id } of [event, after]) expect((await harness.row(id)).state).toBe('sent');
    }, 5_000);

    const mine = provider.requests.filter(({ headers }) => headers['idempotency-key'] === event.id);
    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({
      method: 'POST',
      path: '/v1/send?from=Parley',
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('user:k:y')}` },
    });
    expect(mine[0]?.body).toEqual({ to, text: expect.stringMatching(/^314159 is your Parley /) });
    expect(await harness.row(event.id)).toMatchObject({
      channel: 'sms',
      template,
      recipient: event.payload.to,
      attempts: 1,
      sealed: null,
      provider_id: 'sms-42',
      provider_answer: '202 {"id":"sms-42"}',
    });
    // Nothing of it lies about in the outbox.
    expect(await harness.outbox()).toEqual([]);
  });

  it('never tries again what the provider refuses, and keeps its answer without the code', async () => {
    const before = provider.requests.length;
    provider.answerWith((response) => response.writeHead(422).end(`{"error":"landline ${to}","text":"314159 is your …"}`));
    const event = smsOrder(harness.serverKey, to, 'second-factor-code', '314159');
    await harness.bus.publish(notification.smsRequested, event);
    await eventually(async () => expect((await harness.row(event.id)).state).toBe('failed'), 5_000);
    expect(await harness.row(event.id)).toMatchObject({
      attempts: 1,
      sealed: null,
      provider_answer: '422 {"error":"landline …","text":"… is your …"}',
    });
    expect(provider.requests).toHaveLength(before + 1);
  });

  it('settles whatever bytes the provider answers with', async () => {
    const answers: readonly Answer[] = [
      (response) => response.writeHead(200).end('{"id":"a\\u0000b"}'),
      (response) => response.writeHead(422).end(Buffer.from([0, 0xff, 0x80, 0])),
    ];
    for (const [n, state] of (['sent', 'failed'] as const).entries()) {
      provider.answerWith(answers[n] as Answer);
      const event = smsOrder(harness.serverKey, to, 'second-factor-code', '314159');
      await harness.bus.publish(notification.smsRequested, event);
      await eventually(async () => expect(await harness.row(event.id)).toMatchObject({ state, attempts: 1, sealed: null }), 5_000);
    }
  });

  it('tries again after an error of the provider', async () => {
    provider.answerWith((response) => response.writeHead(503).end('later'));
    const event = smsOrder(harness.serverKey, to, 'second-factor-code', '314159');
    await harness.bus.publish(notification.smsRequested, event);
    await eventually(async () => expect((await harness.row(event.id)).provider_answer).toBe('503 later'), 5_000);
    provider.answerWith((response) => response.writeHead(204).end());
    await eventually(async () => expect((await harness.row(event.id)).state).toBe('sent'), 10_000);
    expect(await harness.row(event.id)).toMatchObject({ provider_answer: '204', provider_id: null, sealed: null });
  });
});

describe('F27 the SMS adapter', () => {
  let provider: SmsProviderHarness;

  beforeAll(async () => {
    provider = await startSmsProvider();
  });

  afterAll(() => provider.close());

  let cut = new AbortController();

  afterEach(() => {
    cut = new AbortController();
  });

  const carry = (answer: Answer, reader: string) => {
    provider.answerWith(answer);
    const adapter = new HttpSmsAdapter(`http://:key@127.0.0.1:${provider.port}/send`);
    return adapter.carry({ id: newId(), to: reader, text: 'x', createdAt: new Date() }, cut.signal);
  };

  const stop = () => cut.abort(new Error('no answer in time'));
  const failures: readonly (readonly [string, Answer, RegExp])[] = [
    ['garbage', (response) => response.writeHead(200).end('<html>'), /^200 <html>/],
    ['half a body', (response) => response.writeHead(200, { 'content-length': 99 }).write('{"id":', () => response.destroy()), /./],
    ['a closed connection', (response) => response.destroy(), /^fetch failed: /],
    ['silence', stop, /no answer in time/],
    ['half a body and then silence', (response) => response.write('{"id":', stop), /no answer in time/],
    ['a body without end', (response) => response.write(`{"id":"${'x'.repeat(100_000)}`), /^200 /],
  ];

  it.each(failures)('counts %s as a provider out of reach', async (_, answer, reason) => {
    expect(await carry(answer, to)).toEqual({ kind: 'unreachable', answer: expect.stringMatching(reason) });
  });

  it('takes its key nowhere else', async () => {
    const before = provider.requests.length;
    const elsewhere: Answer = (response) => response.writeHead(307, { location: `http://127.0.0.1:${provider.port}/elsewhere` }).end();
    expect(await carry(elsewhere, to)).toEqual({ kind: 'unreachable', answer: '307' });
    expect(provider.requests.slice(before).map(({ path, headers }) => [path, headers.authorization])).toEqual([['/send', 'Bearer key']]);
  });

  it.each(['ann@example.org', '0170 1234567', '+0123', '+4917012345671234567'])('does not ask for %s', async (reader) => {
    const before = provider.requests.length;
    expect(await carry((response) => response.end(), reader)).toEqual({ kind: 'refused', answer: 'not a phone number' });
    expect(provider.requests).toHaveLength(before);
  });
});
