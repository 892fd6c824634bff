import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { exportPKCS8, generateKeyPair, jwtVerify, type CryptoKey } from 'jose';
import { ApnsAdapter } from '../src/push/apns.adapter.js';
import { letterTo, startPushServer, type PushAnswerOf, type PushServer } from './push-provider.harness.js';

const token = 'ab'.repeat(32);
const accepted: PushAnswerOf = { status: 200, headers: { 'apns-id': letterTo('').id } };
const failure = (status: number, reason: string): PushAnswerOf => ({ status, body: { reason } });

describe('iOS pushes through APNs', () => {
  let server: PushServer;
  let publicKey: CryptoKey;
  let key: string;
  let answer = accepted;
  let carrier: ApnsAdapter;

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    publicKey = pair.publicKey;
    key = Buffer.from(await exportPKCS8(pair.privateKey)).toString('base64');
    server = await startPushServer('http2', () => answer);
  });

  beforeEach(() => {
    answer = accepted;
    carrier = new ApnsAdapter(`http://127.0.0.1:${server.port}`, { key, keyId: 'KEY1234567', teamId: 'TEAM123456', topic: 'example.parley' });
  });

  afterEach(() => carrier.close());
  afterAll(() => server.close());

  const carry = () => carrier.carry(letterTo(token), AbortSignal.timeout(5_000));

  it('sends over HTTP/2 with the team key, the topic and the collapse id', async () => {
    expect(await carry()).toEqual({ kind: 'sent', answer: '200', providerId: letterTo('').id });
    const [request] = server.requests;
    const { data, id } = letterTo('');
    expect(request).toMatchObject({
      method: 'POST',
      path: `/3/device/${token}`,
      headers: {
        'apns-id': id,
        'apns-topic': 'example.parley',
        'apns-push-type': 'alert',
        'apns-priority': '10',
        'apns-expiration': String(Date.parse('2026-11-21T09:00:00Z') / 1_000),
        'apns-collapse-id': data.conversation_id,
      },
    });
    expect(JSON.parse(String(request?.body))).toEqual({
      aps: { alert: { title: 'Ann', body: 'See you at nine' }, 'thread-id': data.conversation_id, sound: 'default' },
      ...data,
    });
    const bearer = String(request?.headers.authorization).replace(/^bearer /, '');
    const { protectedHeader } = await jwtVerify(bearer, publicKey, { issuer: 'TEAM123456' });
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'KEY1234567' });
  });

  it.each([
    [410, 'Unregistered', 'gone'],
    [400, 'BadDeviceToken', 'gone'],
    [413, 'PayloadTooLarge', 'refused'],
    [429, 'TooManyRequests', 'deferred'],
    [403, 'InvalidProviderToken', 'unreachable'],
    [503, 'ServiceUnavailable', 'unreachable'],
  ])('tells %i %s as %s', async (status, reason, kind) => {
    answer = failure(status, reason);
    expect(await carry()).toMatchObject({ kind, answer: `${status} {"reason":"${reason}"}` });
  });

  it('signs anew when Apple calls its token expired', async () => {
    await carry();
    answer = failure(403, 'ExpiredProviderToken');
    await carry();
    answer = accepted;
    await carry();
    const [first, second, third] = server.requests.slice(-3).map(({ headers }) => headers.authorization);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('connects again after the connection was lost, and says so when it cannot', async () => {
    await carry();
    carrier.close();
    expect(await carry()).toMatchObject({ kind: 'sent' });
    const nobody = new ApnsAdapter('http://127.0.0.1:1', { key, keyId: 'K', teamId: 'T', topic: 't' });
    expect(await nobody.carry(letterTo(token), AbortSignal.timeout(5_000))).toMatchObject({ kind: 'unreachable' });
  });

  it('leaves a connection that has gone silent', async () => {
    let connections = 0;
    const half = createServer((_, response) => void (connections > 1 && response.writeHead(200).end()));
    half.on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => half.listen(0, '127.0.0.1', resolve));
    const mine = new ApnsAdapter(`http://127.0.0.1:${(half.address() as AddressInfo).port}`, { key, keyId: 'K', teamId: 'T', topic: 't' });
    expect(await mine.carry(letterTo(token), AbortSignal.timeout(500))).toMatchObject({ kind: 'unreachable' });
    expect(await mine.carry(letterTo(token), AbortSignal.timeout(5_000))).toMatchObject({ kind: 'sent' });
    expect(connections).toBe(2);
    mine.close();
    half.close();
  });

  it('listens no longer than it keeps to one that does not stop talking', async () => {
    const endless = createServer((_, response) => {
      response.writeHead(503);
      const talk = (): void => void (response.destroyed || response.write('x'.repeat(16_384), () => setImmediate(talk)));
      talk();
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    const mine = new ApnsAdapter(`http://127.0.0.1:${(endless.address() as AddressInfo).port}`, { key, keyId: 'K', teamId: 'T', topic: 't' });
    const outcome = await mine.carry(letterTo(token), AbortSignal.timeout(5_000));
    expect(outcome).toEqual({ kind: 'unreachable', answer: expect.stringMatching(/^503 x+$/) });
    mine.close();
    endless.close();
  });

  it('never asks Apple about what is not a device token', async () => {
    const before = server.requests.length;
    expect(await carrier.carry(letterTo('../../evil'), AbortSignal.timeout(5_000))).toMatchObject({ kind: 'gone' });
    expect(server.requests).toHaveLength(before);
  });
});
