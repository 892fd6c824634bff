import { request } from 'node:http';
import { connect } from 'node:net';
import { io } from 'socket.io-client';
import { describe, expect, it } from '@jest/globals';
import { gatewayUrl, http, IoClient, WsClient, type Json } from '@parley/testing';

const huge = 'a'.repeat(1024 * 1024);
/** As much as a body or a frame may hold, and little less. */
const framed = huge.slice(200);

/** A route of each dialect that wants a session. */
const routes = [
  ['GET', '/api/auth/me'],
  ['GET', '/users/me'],
  ['GET', '/api/friends'],
  ['GET', '/v1/users/me'],
  ['POST', '/umoc/auth/logout'],
] as const;

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: Json;
}

/** What differs from answer to answer. */
const constantPart = ({ request_id: _id, timestamp: _time, ...rest }: Json): Json => rest;

/** Node's own client has no limit on what it sends in a head. */
const ask = (method: string, path: string, headers: Readonly<Record<string, string>>, gateway = 0): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request(gatewayUrl(gateway) + path, { method, headers }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'], body: constantPart(JSON.parse(text)) }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });

/** What is answered on one connection; each head goes out as it is, once the one before was answered. */
const askRaw = (...heads: readonly string[]): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(gatewayUrl(0));
    const answers: string[] = [];
    const rest = [...heads];
    const socket = connect(Number(port), hostname, () => socket.write(rest.shift() ?? ''));
    socket.on('data', (part) => {
      answers.push(part.toString());
      socket.write(rest.shift() ?? '');
    });
    socket.on('close', () => resolve(answers));
    socket.on('error', reject);
  });

describe('a token of 1 MB', () => {
  it.each(routes)('%s %s: 401, the body of any other token that nobody made', async (method, path) => {
    const garbage = await ask(method, path, { authorization: 'Bearer garbage' });
    expect(garbage.status).toBe(401);
    for (const gateway of [0, 1]) expect(await ask(method, path, { authorization: `Bearer ${huge}` }, gateway)).toEqual(garbage);
  });

  it('the same after the header API-Version, on a kept connection, and to HEAD without a body', async () => {
    const v1 = await ask('GET', '/v1/users/me', { authorization: 'Bearer garbage' });
    expect(await ask('GET', '/users/me', { 'api-version': '2025-01-15', authorization: `Bearer ${huge}` })).toEqual(v1);
    const [first, second] = await askRaw(
      'GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n',
      `HEAD /v1/users/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${huge}\r\n\r\n`,
    );
    expect(first).toMatch(/^HTTP\/1\.1 200 /);
    expect(second).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n[^{]+\r\n\r\n$/);
  });

  it('as an API key: 401; in the query of a request: 401; another header that is too long: 431, in the shape of the dialect', async () => {
    expect((await ask('GET', '/api/auth/me', { 'x-api-key': huge })).status).toBe(401);
    expect((await ask('GET', `/v1/users/me?token=${huge}`, {})).status).toBe(401);
    expect(await ask('GET', '/v1/users/me', { 'x-other': huge })).toMatchObject({
      status: 431,
      body: { success: false, error: { code: 'VALIDATION_ERROR' } },
    });
    expect((await http('GET', '/api/health', {}, 0)).status).toBe(200);
  });

  it.each(['/ws', '/ws/messages', '/', '/v1', '/v1/ws'])(
    '%s (WebSocket), in the query or a header: the upgrade is refused with 401',
    async (path) => {
      await expect(WsClient.open(`${path}?token=${huge}`, 'event', 0, {})).rejects.toThrow('401');
      await expect(WsClient.open(path, 'event', 1, { authorization: `Bearer ${huge}` })).rejects.toThrow('401');
    },
  );

  it('V1-8.1, in the frame auth: an error and 4401; a frame over 1 MiB: 1009 (A-00-06)', async () => {
    const socket = await WsClient.open('/v1', 'type', 0, {});
    socket.send('auth', { token: framed });
    expect((await socket.next('error')).error.code).toBe('AUTHENTICATION_FAILED');
    socket.close();
    const other = await WsClient.open('/v1', 'type', 0, {});
    other.send('auth', { token: huge });
    expect(await other.closed).toBe(1009);
  });

  it.each([
    ['Reals2Chat', {}, 'Unauthorized'],
    ['UMOC', { sessionID: '00000000-0000-4000-8000-000000000000' }, 'Your session has expired or is invalid'],
  ])('%s (Socket.IO), in the handshake: connect_error; in its query: 401', async (_dialect, more, refusal) => {
    const socket = io(gatewayUrl(0), { auth: { ...more, token: framed }, transports: ['websocket'], reconnection: false, forceNew: true });
    const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    socket.close();
    expect(error.message).toBe(refusal);
    expect((await ask('GET', `/socket.io/?EIO=4&transport=polling&token=${huge}`, {})).status).toBe(401);
    await expect(IoClient.open('/', { ...more, token: huge }, 0)).rejects.toThrow();
  });
});
