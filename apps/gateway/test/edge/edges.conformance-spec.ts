import { request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { gatewayUrl, http, uniqueName } from '@parley/testing';

interface RawAnswer {
  readonly status: number | undefined;
  readonly text: string;
}

/** A request fetch would not make: any headers, and what a refused or ignored upgrade answers. */
const raw = (method: string, path: string, headers: Readonly<Record<string, string>>, body: string): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(gatewayUrl(0));
    const sent = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });

const webSocket = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };

describe('the edge of every dialect', () => {
  it.each(['/v1/users/me', '/api/chat/channels/x', '/chatrooms/x', '/api/conversations/x/metadata'])(
    'C84 lets pages of listed origins use every method on %s, and others none',
    async (path) => {
      const preflight = (origin: string) => http('OPTIONS', path, { headers: { origin, 'access-control-request-method': 'PUT' } }, 0);
      const allowed = await preflight('http://localhost:3000');
      expect(allowed.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) expect(allowed.headers.get('access-control-allow-methods')).toContain(method);
      expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it.each(['/v1/users/me', '/api/dms', '/users/me', '/api/friends'])('A-00-05 answers OPTIONS on %s to whoever asks', async (path) => {
    const foreign = { origin: 'https://evil.example' };
    const askers: readonly Readonly<Record<string, string>>[] = [{}, foreign, { ...foreign, 'access-control-request-method': 'GET' }];
    for (const headers of askers) {
      const answer = await http('OPTIONS', path, { headers }, 0);
      expect([answer.status, answer.headers.get('allow')?.split(', ').includes('GET')]).toEqual([204, true]);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    const listed = await http('OPTIONS', path, { headers: { origin: 'http://localhost:3000' } }, 0);
    expect([listed.status, listed.headers.get('access-control-allow-origin')]).toEqual([204, 'http://localhost:3000']);
    expect((await http('OPTIONS', `${path}/no/such/thing`, {}, 0)).status).toBe(404);
  });

  it('A-00-03 answers a path too long for any route in its dialect’s shape', async () => {
    const { status, body, headers } = await http('GET', `/v1/nothing/${'a'.repeat(2_000)}`, {}, 0);
    expect([status, body.error.code]).toEqual([404, 'NOT_FOUND']);
    expect(headers.get('x-request-id')).not.toBeNull();
    const parameter = await http('GET', `/chatrooms/${'a'.repeat(2_000)}`, {}, 0);
    expect([parameter.status, parameter.body.error.code]).toEqual([401, 'AUTH_TOKEN_INVALID']);
  });

  it.each([
    ['POST', '/v1/nothing', 404, null],
    ['POST', '/chatrooms/x/y/z', 404, null],
    ['POST', '/api/nothing', 404, null],
    ['PUT', '/v1/files/upload', 405, 'POST'],
    ['PATCH', '/users/me', 405, 'PUT'],
    ['PUT', '/api/friends', 405, 'GET'],
  ] as const)('A-00-03 answers %s %s with %i whatever the body is', async (method, path, wanted, allow) => {
    const bodies = [
      { headers: { 'content-type': 'application/json' }, raw: '{broken' },
      { headers: { 'content-type': 'application/json' }, raw: JSON.stringify('x'.repeat(1_100_000)) },
      { headers: { 'content-type': 'multipart/form-data; boundary=x' }, raw: '--x--\r\n' },
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, raw: 'a=b' },
    ];
    for (const body of bodies) {
      const { status, headers } = await http(method, path, body, 0);
      expect([status, allow === null || headers.get('allow')?.split(', ').includes(allow)]).toEqual([wanted, true]);
    }
  });

  it.each(['multipart/form-data; boundary=x', 'Multipart/Form-Data; boundary=x', 'application/X-WWW-Form-Urlencoded'])(
    'A-00-02 takes no form, %s, for an empty body where none is read',
    async (type) => {
      const { status, body } = await http('POST', '/auth/logout', { headers: { 'content-type': type }, raw: '--x--\r\n' }, 0);
      expect([status, body.error.code]).toEqual([400, 'VALIDATION_INVALID_FORMAT']);
    },
  );

  it('serves a request that offers an upgrade we do not know as if it had not', async () => {
    const h2c = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAoAAAAAIAAAAA' };
    const health = await raw('GET', '/api/health', h2c, '');
    expect(health.status).toBe(200);
    const body = JSON.stringify({ email: 'nobody@example.org', password: 'Passw0rd!' });
    const login = await raw('POST', '/v1/auth/login', { ...h2c, 'content-type': 'application/json', 'content-length': String(body.length) }, body);
    expect(login.status).toBe(401);
    expect(JSON.parse(login.text)).toMatchObject({ success: false, error: { code: 'AUTHENTICATION_FAILED' } });
  });

  it.each(['/', '/ws', '/ws/messages', '/v1', '/socket.io/?EIO=4&transport=websocket'])(
    'refuses an upgrade of a foreign page on %s with 403 before it happens',
    async (path) => {
      for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
        expect((await raw('GET', path, { ...webSocket, origin }, '')).status).toBe(403);
      }
    },
  );

  it('answers an upgrade on a path that is none with 404', async () => {
    expect((await raw('GET', '//', webSocket, '')).status).toBe(404);
    expect((await raw('GET', '/nothing', webSocket, '')).status).toBe(404);
    // With a host called "ws" it would be the path of V1's socket, which asks for its token later.
    expect((await raw('GET', '//ws', { ...webSocket, authorization: 'Bearer x' }, '')).status).toBe(404);
  });
});

describe('names and titles (A-00-08)', () => {
  it('lose tags and control characters wherever they are given, and are refused when nothing is left', async () => {
    const username = uniqueName('clean');
    const register = (full_name: string, name: string) =>
      http('POST', '/v1/auth/register', { body: { username: name, email: `${name}@example.org`, password: 'Passw0rd!', full_name } }, 0);
    expect((await register('<b></b>', uniqueName('empty'))).status).toBe(400);
    expect((await register('<b>Al</b>\nVisit \u0000\ud800evil', username)).status).toBe(201);
    const { body } = await http('POST', '/auth/login', { body: { username, password: 'Passw0rd!' } }, 0);
    expect(body.data.user.display_name).toBe('Al Visit evil');
    const token = body.data.access_token as string;
    const room = await http('POST', '/chatrooms', { token, body: { name: '<u>Tea</u> room', is_private: true } }, 0);
    expect(room.body.data.chatroom.name).toBe('Tea room');
    expect((await http('POST', '/chatrooms', { token, body: { name: '<u></u>', is_private: true } }, 0)).status).toBe(422);
  });
});
