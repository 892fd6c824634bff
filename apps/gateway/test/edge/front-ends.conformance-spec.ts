import { beforeAll, describe, expect, it } from '@jest/globals';
import { http, uniqueName, type Json } from '@parley/testing';

const page = 'http://localhost:3000';
const listOf = (headers: Headers, name: string): readonly string[] => (headers.get(name) ?? '').toLowerCase().split(', ');

describe('what browsers and HTTP libraries ask of every dialect', () => {
  let session: Json;
  beforeAll(async () => {
    const username = uniqueName('page');
    const account = { username, email: `${username}@example.org`, password: 'Passw0rd!', display_name: username };
    session = (await http('POST', '/auth/register', { body: account }, 0)).body.data;
  });

  it('C84 a page of a listed origin may read limits, and of a file its name and its parts', async () => {
    const { headers } = await http('GET', '/v1/users/me', { headers: { origin: page } }, 0);
    expect(listOf(headers, 'access-control-expose-headers')).toEqual(
      expect.arrayContaining(['retry-after', 'x-ratelimit-remaining', 'content-disposition', 'content-range', 'accept-ranges', 'etag', 'allow']),
    );
  });

  it.each([
    ['/v1/users/me', 'PUT'],
    ['/socket.io/?EIO=4&transport=polling', 'POST'],
  ])('C84 a page asks for leave to call %s once, not before every call', async (path, method) => {
    const asked = { origin: page, 'access-control-request-method': method, 'access-control-request-headers': 'authorization,content-type' };
    const { headers } = await http('OPTIONS', path, { headers: asked }, 0);
    expect(Number(headers.get('access-control-max-age'))).toBeGreaterThanOrEqual(600);
    expect(listOf(headers, 'vary')).toEqual(expect.arrayContaining(['origin', 'access-control-request-headers']));
  });

  it.each(['/v1/users/me', '/users/me', '/api/auth/me', '/api/friends', '/chatrooms', '/v1/nothing', '/api/health'])(
    'V1-G keeps what %s answers out of every cache',
    async (path) => {
      for (const token of [session.access_token as string, 'forged']) {
        expect((await http('GET', path, { token }, 0)).headers.get('cache-control')).toBe('no-store');
      }
    },
  );

  it('lets caches keep what says so itself', async () => {
    expect((await http('GET', '/api/docs', {}, 0)).headers.get('cache-control')).toBe('public, max-age=300');
  });

  it.each([
    ['application/x-www-form-urlencoded', 'as Java’s and older JavaScript clients call no body'],
    ['multipart/form-data', 'as a client calls it that calls every body so'],
    ['application/octet-stream', 'as a client calls bytes of which there are none'],
    ['text/plain;charset=UTF-8', 'as browsers call an empty text'],
    ['application/json', 'as it should be'],
  ])('A-00-02 takes an empty body for no body, %s, %s', async (type) => {
    const call = { token: session.access_token as string, headers: { 'content-type': type }, raw: '' };
    expect((await http('PUT', '/users/me', call, 0)).status).toBe(200);
    expect((await http('PUT', '/v1/notifications/read', call, 0)).status).toBe(200);
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream', 'text/plain', 'text/json'])(
    'A-00-02 takes no body that is called %s',
    async (type) => {
      const call = { token: session.access_token as string, headers: { 'content-type': type }, raw: '{"display_name":"Other"}' };
      const { status, body } = await http('PUT', '/users/me', call, 0);
      expect([status, body.error.code]).toEqual([400, 'VALIDATION_INVALID_FORMAT']);
    },
  );

  it.each([
    ['files[]', 'files[]'],
    ['files[0]', 'files[1]'],
    ['files', 'files'],
  ])('CB-5.1 takes a list of files by the names that form libraries give it, %s and %s', async (...names) => {
    const form = new FormData();
    for (const name of names) form.append(name, new Blob(['hello']), `${name}.txt`);
    const { status, body } = await http('POST', '/api/upload', { token: session.access_token as string, form }, 0);
    expect([status, body.attachments?.map((file: Json) => file.name)]).toEqual([200, names.map((name) => `${name}.txt`)]);
  });
});
