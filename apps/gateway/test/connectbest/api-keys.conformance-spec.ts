import { beforeAll, describe, expect, it } from '@jest/globals';
import { http, type HttpAnswer } from '@parley/testing';
import { makeAdmin } from './admin.harness.js';
import { anyInstant, anyUuid, call, expectRefusal, openChannel, registerVerified, type Person } from './connectbest.harness.js';

const path = '/api/admin/api-keys';

/** A call with a key and nothing else. */
const withKey = (method: string, to: string, key: string, body?: unknown, gateway = 0): Promise<HttpAnswer> =>
  http(method, to, { headers: { 'x-api-key': key }, ...(body === undefined ? {} : { body }) }, gateway);

describe('A-CB-05: API keys of section 11', () => {
  let admin: Person;
  beforeAll(async () => void (admin = await makeAdmin()));

  const create = async (body: object) => {
    const answer = await call('POST', path, { token: admin.token, body: { name: 'import', ...body } });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store']);
    return answer.body as { readonly apiKey: { readonly id: string }; readonly key: string };
  };
  const listed = async () => (await call('GET', path, { token: admin.token })).body.apiKeys as readonly { readonly id: string }[];

  it('A-CB-05 POST and GET show every field; the key itself is shown once', async () => {
    const { apiKey, key } = await create({ name: ' nightly import ', scopes: ['read'] });
    const shown = { id: anyUuid, ownerId: admin.id, name: 'nightly import', scopes: ['read'], createdAt: anyInstant, lastUsedAt: null };
    expect(apiKey).toEqual(shown);
    expect(key).toMatch(/^pk_[\w-]{43}$/);
    expect((await listed())[0]).toEqual({ ...shown, id: apiKey.id });
    expect(JSON.stringify(await listed())).not.toContain(key);
    await withKey('GET', '/api/auth/me', key);
    expect((await listed()).find(({ id }) => id === apiKey.id)).toMatchObject({ lastUsedAt: anyInstant });
    expect((await create({})).apiKey).toMatchObject({ scopes: ['read', 'write'] });
    for (const body of [{}, { name: '' }, { name: 'x'.repeat(101) }, { name: 'x', scopes: [] }, { name: 'x', scopes: ['fly'] }])
      expectRefusal(await call('POST', path, { token: admin.token, body }), 400, 'INPUT_INVALID');
  });

  it('A-CB-05 a key acts as its owner, within its scopes, in a rate bucket of its own', async () => {
    const [{ key }, { key: reader }] = [await create({}), await create({ scopes: ['read'] })];
    const person = await registerVerified('keyed');
    const channel = await openChannel(admin, [person]);
    const send = `/api/chat/channels/${channel.id}/messages/send`;
    expect(await withKey('GET', '/api/auth/me', key)).toMatchObject({ status: 200, body: { user: { id: admin.id } } });
    expect(await withKey('POST', send, key, { content: 'by machine' })).toMatchObject({ status: 201, body: { message: { userId: admin.id } } });
    expect((await withKey('GET', '/api/admin/users?limit=1', reader)).status).toBe(200);
    const refused = await withKey('POST', send, reader, { content: 'x' });
    expectRefusal(refused, 403, 'API_KEY_FORBIDDEN');
    expect(refused.body.details).toEqual({ scope: 'write' });
    // Others act as the same owner meanwhile: of a key that nobody has used, not one is gone.
    const { key: unused } = await create({});
    const spent = ({ headers }: HttpAnswer): number => Number(headers.get('x-ratelimit-limit')) - Number(headers.get('x-ratelimit-remaining'));
    const asOwner = spent(await call('GET', '/api/auth/me', { token: admin.token }));
    expect(asOwner).toBeGreaterThan(2);
    for (const count of [1, 2]) expect(spent(await withKey('GET', '/api/auth/me', unused))).toBe(count);
  });

  it('A-CB-05 DELETE revokes: refused at once on every replica, 404 afterwards', async () => {
    const { apiKey, key } = await create({});
    for (const gateway of [0, 1]) expect((await withKey('GET', '/api/auth/me', key, undefined, gateway)).status).toBe(200);
    expect(await call('DELETE', `${path}/${apiKey.id}`, { token: admin.token })).toMatchObject({ status: 200, body: { success: true } });
    for (const gateway of [1, 0]) expectRefusal(await withKey('GET', '/api/auth/me', key, undefined, gateway), 401, 'TOKEN_INVALID');
    for (const id of [apiKey.id, 'no-id']) expectRefusal(await call('DELETE', `${path}/${id}`, { token: admin.token }), 404, 'API_KEY_NOT_FOUND');
    expect((await listed()).map(({ id }) => id)).not.toContain(apiKey.id);
  });

  it('A-CB-05 no key manages keys, second factors or sessions, and none opens another dialect', async () => {
    const { apiKey, key } = await create({});
    for (const [method, to, body] of [
      ['POST', path, { name: 'child' }],
      ['GET', path, undefined],
      ['DELETE', `${path}/${apiKey.id}`, undefined],
      ['POST', '/api/auth/2fa/enable', { phone: '+4915112345678' }],
      ['POST', '/api/auth/logout', undefined],
    ] as const)
      expectRefusal(await withKey(method, to, key, body), 403, 'API_KEY_FORBIDDEN');
    for (const to of ['/v1/users/me', '/users/me', '/api/friends']) expect((await withKey('GET', to, key)).status).toBe(403);
    expect((await call('GET', '/api/auth/me', { token: admin.token })).status).toBe(200);
  });

  it('A-CB-05 refuses what is no key with 401; a token given beside it decides', async () => {
    for (const key of ['x', `pk_${'x'.repeat(43)}`, 'y'.repeat(5_000)])
      expectRefusal(await withKey('GET', '/api/auth/me', key), 401, 'TOKEN_INVALID');
    const { key } = await create({});
    const both = await call('GET', '/api/auth/me', { token: 'no-token', headers: { 'x-api-key': key } });
    expectRefusal(both, 401, 'TOKEN_INVALID');
    expectRefusal(await call('GET', '/api/auth/me', {}), 401, 'TOKEN_MISSING');
  });

  it('A-CB-05 only admins manage keys: 403 for others, 401 for nobody', async () => {
    const person = await registerVerified('plain');
    for (const [method, to] of [
      ['POST', path],
      ['GET', path],
      ['DELETE', `${path}/${person.id}`],
    ] as const) {
      const body = method === 'POST' ? { body: { name: 'x' } } : {};
      expectRefusal(await call(method, to, { token: person.token, ...body }), 403, 'ADMIN_REQUIRED');
      expectRefusal(await call(method, to, body), 401, 'TOKEN_MISSING');
    }
  });
});
