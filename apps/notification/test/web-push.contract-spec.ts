import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { importJWK, jwtVerify } from 'jose';
import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto';
import { Agent } from 'node:https';
import { RequestFilteringHttpsAgent } from 'request-filtering-agent';
import tlsOptions from 'smtp-server/lib/tls-options.js';
import webPush from 'web-push';
import { WebPushAdapter } from '../src/push/web-push.adapter.js';
import { letterTo, startPushServer, type PushAnswerOf, type PushServer } from './push-provider.harness.js';

const accepted: PushAnswerOf = { status: 201, headers: { location: 'https://push.example/m/1' } };

/** What a browser does with a push (RFC 8291). */
const open = (body: Buffer, browser: ECDH, authSecret: Buffer): string => {
  const [salt, sender, sealed] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)];
  const derive = (ikm: Buffer, from: Buffer, words: Buffer, size: number) => Buffer.from(hkdfSync('sha256', ikm, from, words, size));
  const words = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const ikm = derive(browser.computeSecret(sender), authSecret, words, 32);
  const key = derive(ikm, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const decipher = createDecipheriv('aes-128-gcm', key, derive(ikm, salt, Buffer.from('Content-Encoding: nonce\0'), 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
};

describe('browser pushes', () => {
  const vapid = { subject: 'mailto:ops@parley.example', ...webPush.generateVAPIDKeys() };
  const authSecret = randomBytes(16);
  let browser: ECDH;
  let server: PushServer;
  let subscription: string;
  let answer = accepted;
  let carrier: WebPushAdapter;

  beforeAll(async () => {
    // Any certificate will do: this agent believes it.
    const { key, cert } = tlsOptions();
    server = await startPushServer({ key: Buffer.from(key as string), cert: Buffer.from(cert as string) }, () => answer);
    carrier = new WebPushAdapter(vapid, new Agent({ rejectUnauthorized: false }));
    browser = createECDH('prime256v1');
    browser.generateKeys();
    const keys = { p256dh: browser.getPublicKey('base64url'), auth: authSecret.toString('base64url') };
    subscription = JSON.stringify({ endpoint: `https://127.0.0.1:${server.port}/s/42`, expirationTime: null, keys });
  });

  beforeEach(() => {
    answer = accepted;
  });

  afterAll(() => server.close());

  const carry = (to: string, by = carrier) => by.carry(letterTo(to), AbortSignal.timeout(5_000));

  it('encrypts for the browser, and signs for its push service', async () => {
    expect(await carry(subscription)).toEqual({ kind: 'sent', answer: '201', providerId: 'https://push.example/m/1' });
    const [request] = server.requests;
    const { data } = letterTo('');
    expect(request).toMatchObject({
      method: 'POST',
      path: '/s/42',
      headers: { ttl: '86400', urgency: 'high', topic: data.conversation_id.replaceAll('-', ''), 'content-encoding': 'aes128gcm' },
    });
    expect(JSON.parse(open(request?.body ?? Buffer.alloc(0), browser, authSecret))).toEqual({ title: 'Ann', body: 'See you at nine', ...data });
    const [, token = '', point = ''] = /^vapid t=(\S+), k=(\S+)$/.exec(String(request?.headers.authorization)) ?? [];
    expect(point).toBe(vapid.publicKey);
    const raw = Buffer.from(point, 'base64url');
    const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((half) => half.toString('base64url'));
    const key = await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256');
    const { payload } = await jwtVerify(token, key, { audience: `https://127.0.0.1:${server.port}` });
    expect(payload.sub).toBe(vapid.subject);
  });

  it.each([
    [404, 'gone'],
    [410, 'gone'],
    [413, 'refused'],
    [429, 'deferred'],
    [503, 'deferred'],
  ])('tells %i as %s', async (status, kind) => {
    answer = { status };
    expect(await carry(subscription)).toMatchObject({ kind });
  });

  it.each(['', 'abc', '{}', '{"endpoint":"http://push.example/","keys":{"p256dh":"a","auth":"b"}}'])('calls %j no subscription', async (token) => {
    expect(await carry(token)).toEqual({ kind: 'gone', answer: 'not a push subscription' });
  });

  it('calls one gone for whose keys nothing can be encrypted', async () => {
    const whole = JSON.parse(subscription) as { readonly keys: { readonly p256dh: string; readonly auth: string } };
    const point = browser.getPublicKey();
    point[64] = (point[64] ?? 0) ^ 1;
    const wrong = [{ p256dh: 'AAAA' }, { p256dh: 'not base64 at all' }, { p256dh: point.toString('base64url') }, { auth: 'c2hvcnQ' }];
    for (const keys of wrong) {
      const token = JSON.stringify({ ...whole, keys: { ...whole.keys, ...keys } });
      expect(await carry(token)).toEqual({ kind: 'gone', answer: 'not a push subscription' });
    }
  });

  it('never reaches an address inside, as the service is built', async () => {
    const before = server.requests.length;
    const guarded = new WebPushAdapter(vapid, new RequestFilteringHttpsAgent({ rejectUnauthorized: false }));
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '0x7f.1', '2130706433', '[::ffff:127.0.0.1]']) {
      const inside = subscription.replace('127.0.0.1', host);
      expect(await carry(inside, guarded)).toMatchObject({ kind: 'deferred', answer: expect.stringMatching(/not allowed|ECONNREFUSED|ENOTFOUND/) });
    }
    expect(server.requests).toHaveLength(before);
  });
});
