import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { jwtVerify, generateKeyPair, exportPKCS8, type CryptoKey } from 'jose';
import { FcmAdapter } from '../src/push/fcm.adapter.js';
import { letterTo, startPushServer, type PushAnswerOf, type PushServer } from './push-provider.harness.js';

const accepted: PushAnswerOf = { status: 200, body: { name: 'projects/parley/messages/1' } };
const failure = (status: number, word: string, errorCode?: string): PushAnswerOf => ({
  status,
  body: { error: { status: word, message: word, details: errorCode === undefined ? [] : [{ errorCode }] } },
});

describe('Android pushes through FCM HTTP v1', () => {
  let server: PushServer;
  let publicKey: CryptoKey;
  let serviceAccount: string;
  let answer = accepted;
  let carrier: FcmAdapter;

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    publicKey = pair.publicKey;
    server = await startPushServer('http', ({ path }) =>
      path === '/token' ? { status: 200, body: { access_token: 'grant-1', expires_in: 3_600 } } : answer,
    );
    const account = {
      project_id: 'parley',
      client_email: 'push@parley.example',
      private_key: await exportPKCS8(pair.privateKey),
      token_uri: `http://127.0.0.1:${server.port}/token`,
    };
    serviceAccount = Buffer.from(JSON.stringify(account)).toString('base64');
  });

  beforeEach(() => {
    answer = accepted;
    carrier = new FcmAdapter(serviceAccount, `http://127.0.0.1:${server.port}`);
  });

  afterAll(() => server.close());

  const carry = () => carrier.carry(letterTo('device-token'), AbortSignal.timeout(5_000));
  const asked = (path: string) => server.requests.filter((request) => request.path === path);

  it('signs in as the service account once, and sends title, body, data and the collapse key', async () => {
    expect(await carry()).toMatchObject({ kind: 'sent', providerId: 'projects/parley/messages/1' });
    expect(await carry()).toMatchObject({ kind: 'sent' });
    expect(asked('/token')).toHaveLength(1);
    const form = new URLSearchParams(asked('/token')[0]?.body.toString());
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const { payload } = await jwtVerify(form.get('assertion') ?? '', publicKey, {
      issuer: 'push@parley.example',
      audience: `http://127.0.0.1:${server.port}/token`,
    });
    expect(payload.scope).toBe('https://www.googleapis.com/auth/firebase.messaging');

    const [request] = asked('/v1/projects/parley/messages:send');
    expect(request?.headers.authorization).toBe('Bearer grant-1');
    const { data } = letterTo('');
    expect(JSON.parse(String(request?.body))).toEqual({
      message: {
        token: 'device-token',
        notification: { title: 'Ann', body: 'See you at nine' },
        data,
        android: {
          collapse_key: data.conversation_id,
          priority: 'HIGH',
          ttl: '86400s',
          notification: { tag: data.conversation_id, sound: 'default' },
        },
      },
    });
  });

  it.each([
    [failure(404, 'NOT_FOUND', 'UNREGISTERED'), 'gone'],
    [failure(403, 'PERMISSION_DENIED', 'SENDER_ID_MISMATCH'), 'gone'],
    [failure(400, 'INVALID_ARGUMENT'), 'refused'],
    [failure(429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED'), 'deferred'],
    [failure(503, 'UNAVAILABLE', 'UNAVAILABLE'), 'unreachable'],
    [failure(404, 'NOT_FOUND'), 'unreachable'],
  ])('tells %j as %s', async (next, kind) => {
    answer = next;
    expect(await carry()).toMatchObject({ kind });
  });

  it('signs in again after a 401', async () => {
    const before = asked('/token').length;
    answer = failure(401, 'UNAUTHENTICATED');
    expect(await carry()).toMatchObject({ kind: 'unreachable' });
    answer = accepted;
    expect(await carry()).toMatchObject({ kind: 'sent' });
    expect(asked('/token')).toHaveLength(before + 2);
  });

  it('lets go when it is cut, and says why', async () => {
    const closed = new FcmAdapter(serviceAccount, 'http://127.0.0.1:1');
    expect(await closed.carry(letterTo('t'), AbortSignal.timeout(5_000))).toMatchObject({
      kind: 'unreachable',
      answer: expect.stringMatching(/ECONNREFUSED|fetch failed/),
    });
    expect(await carrier.carry(letterTo('t'), AbortSignal.abort(new Error('no time')))).toMatchObject({ kind: 'unreachable' });
  });
});
