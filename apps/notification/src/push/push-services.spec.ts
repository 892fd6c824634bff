import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Outcome } from '../carrier/carrier.port.js';
import { PushServices } from './push-services.js';

const sent: Outcome = { kind: 'sent', answer: '201', providerId: null };
const waits = expect.objectContaining({ kind: 'deferred', answer: expect.stringMatching(/asked now$/) });
const swallow = (): Promise<Outcome> => new Promise(() => null);
const fail = (): Promise<Outcome> => Promise.reject(new Error('no answer within 10000 ms'));
const take = (): Promise<Outcome> => Promise.resolve(sent);

describe('push services', () => {
  let now: number;
  let services: PushServices;

  beforeEach(() => {
    now = 0;
    services = new PushServices(() => now);
  });

  it('gives few at a time to one that has never answered, whatever its hosts are called', async () => {
    for (const host of ['a', 'b']) void services.pass(`https://${host}.evil.example/s/1`, swallow);
    expect(await services.pass('https://c.evil.example/s/2', take)).toEqual(waits);
    expect(await services.pass('https://updates.push.services.mozilla.com/s', take)).toEqual(sent);
    void services.pass('https://203.0.113.7/s', swallow);
    expect(await services.pass('https://203.0.113.8/s', take)).toEqual(sent);
  });

  it('gives one that has answered as many as there are', async () => {
    await services.pass('https://fcm.googleapis.com/s', take);
    for (let n = 0; n < 40; n++) void services.pass('https://fcm.googleapis.com/s', swallow);
    expect(await services.pass('https://fcm.googleapis.com/s', take)).toEqual(sent);
  });

  it('lets one rest that said nothing three times, then asks once', async () => {
    for (let n = 0; n < 3; n++) expect(await services.pass('https://push.example/s', fail)).toEqual({ kind: 'deferred', answer: expect.any(String) });
    expect(await services.pass('https://push.example/s', take)).toEqual(waits);
    now = 30_000;
    void services.pass('https://push.example/s', swallow);
    expect(await services.pass('https://push.example/s', take)).toEqual(waits);
  });

  it('trusts it again once it answers, were it to refuse', async () => {
    for (let n = 0; n < 3; n++) await services.pass('https://push.example/s', fail);
    now = 30_000;
    expect(await services.pass('https://push.example/s', () => Promise.resolve({ kind: 'gone', answer: '410' }))).toMatchObject({ kind: 'gone' });
    expect(await services.pass('https://push.example/s', take)).toEqual(sent);
  });

  it('remembers no more than there can be', async () => {
    for (let n = 0; n < 3; n++) await services.pass('https://first.example/s', fail);
    for (let n = 0; n < 1_000; n++) await services.pass(`https://host${n}.test${n}/s`, take);
    expect(await services.pass('https://first.example/s', take)).toEqual(sent);
  });
});
