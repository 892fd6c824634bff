import { describe, expect, it } from '@jest/globals';
import { WsClient } from '@parley/testing';
import { anyInstant, call, expectRefusal, logIn, openWs, password, register, registerVerified } from './connectbest.harness.js';

const valueOf = (cookies: readonly string[], name: string): string =>
  cookies
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .split(';')[0] ?? '';

describe('the current user', () => {
  it('CB-1.5 Get Current User returns 200 with every field', async () => {
    const { id, email, name, token } = await register('me');
    const { status, body } = await call('GET', '/api/auth/me', { token });
    expect(status).toBe(200);
    expect(body).toEqual({
      user: {
        id,
        email,
        name,
        role: 'user',
        phone: null,
        image: null,
        status: expect.stringMatching(/^(online|away|busy|inmeeting|offline)$/),
        statusMessage: null,
        emailVerified: false,
        preferences: { notifications: true, soundEnabled: true, timezone: 'UTC' },
        createdAt: anyInstant,
      },
    });
  });

  it('CB-1.5 refuses a missing, garbage or forged token with 401', async () => {
    const { token } = await register('forge');
    const [head, , tail] = token.split('.');
    const forged = `${head}.${Buffer.from(JSON.stringify({ sub: 'x' })).toString('base64url')}.${tail}`;
    expectRefusal(await call('GET', '/api/auth/me', {}), 401, 'TOKEN_MISSING');
    expectRefusal(await call('GET', '/api/auth/me', { headers: { authorization: 'Basic eDp5' } }), 401, 'TOKEN_MISSING');
    for (const bad of ['garbage', forged, `${token}x`]) expectRefusal(await call('GET', '/api/auth/me', { token: bad }), 401, 'TOKEN_INVALID');
  });
});

describe('log-out', () => {
  it('CB-1.6 Logout ends every ConnectBest session of the user, closes its sockets and drops the cookie', async () => {
    const person = await registerVerified('logout');
    const { body: other } = await logIn(person.email);
    const socket = await openWs('/ws', person, 1);
    const { status, body, headers } = await call('POST', '/api/auth/logout', { token: other.token });
    expect([status, body]).toEqual([200, { success: true }]);
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^cb_refresh=; Path=\/api\/auth; Max-Age=0;/)]);
    expect(await socket.next('error')).toEqual({ code: 'SESSION_REVOKED', message: expect.any(String) });
    expect(await socket.closed).toBe(4401);
    for (const token of [person.token, other.token]) expectRefusal(await call('GET', '/api/auth/me', { token }), 401, 'SESSION_REVOKED');
    await expect(WsClient.open(`/ws?token=${person.token}`, 'event', 0, {})).rejects.toThrow('401');
    const refreshToken = valueOf(person.cookies, 'cb_refresh');
    expectRefusal(await call('POST', '/api/auth/refresh', { body: { refreshToken } }), 401, 'REFRESH_TOKEN_INVALID');
  });

  it('CB-1.6 Logout with a session of V1 ends that and all of ConnectBest; V1-1.4 Logout with one of ConnectBest that one alone (C21)', async () => {
    const person = await registerVerified('logout');
    const { data } = (await call('POST', '/v1/auth/login', { body: { email: person.email, password } })).body;
    const other = (await logIn(person.email)).body.token as string;
    expect((await call('POST', '/v1/auth/logout', { token: other })).status).toBe(200);
    const statuses = () =>
      Promise.all([other, person.token, data.access_token].map(async (token) => (await call('GET', '/api/auth/me', { token })).status));
    expect(await statuses()).toEqual([401, 200, 200]);
    expect((await call('POST', '/api/auth/logout', { token: data.access_token })).status).toBe(200);
    expect(await statuses()).toEqual([401, 401, 401]);
  });

  it('CB-1.6 refuses a missing token with 401', async () => {
    expectRefusal(await call('POST', '/api/auth/logout', {}), 401, 'TOKEN_MISSING');
  });
});

describe('POST /api/auth/refresh (A-CB-03, A-CB-04)', () => {
  const csrf = async () => {
    const { status, body, headers } = await call('GET', '/api/auth/csrf', {});
    expect(status).toBe(200);
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^cb_csrf=[\w-]{43}; Path=\/api\/auth; HttpOnly; SameSite=Lax$/)]);
    expect(body).toEqual({ csrfToken: valueOf(headers.getSetCookie(), 'cb_csrf') });
    return body.csrfToken as string;
  };

  it('turns the cookie and the CSRF token into a new token and the next cookie', async () => {
    const person = await register('refresh');
    const token = await csrf();
    const cookie = `cb_refresh=${valueOf(person.cookies, 'cb_refresh')}; cb_csrf=${token}`;
    const { status, body, headers } = await call('POST', '/api/auth/refresh', { headers: { cookie, 'x-csrf-token': token } });
    expect([status, body]).toEqual([200, { token: expect.any(String) }]);
    expect((await call('GET', '/api/auth/me', { token: body.token })).body.user.id).toBe(person.id);
    const next = valueOf(headers.getSetCookie(), 'cb_refresh');
    expect(next).not.toBe(valueOf(person.cookies, 'cb_refresh'));
    expect((await call('POST', '/api/auth/refresh', { body: { refreshToken: next } })).status).toBe(200);
  });

  it('refuses a cookie without its CSRF token with 403, and changes nothing', async () => {
    const person = await register('csrf');
    const refreshToken = valueOf(person.cookies, 'cb_refresh');
    const token = await csrf();
    const cookie = `cb_refresh=${refreshToken}; cb_csrf=${token}`;
    const attempts: readonly Record<string, string>[] = [
      { cookie },
      { cookie, 'x-csrf-token': `${token}x` },
      { cookie: `cb_refresh=${refreshToken}`, 'x-csrf-token': token },
    ];
    for (const headers of attempts) expectRefusal(await call('POST', '/api/auth/refresh', { headers }), 403, 'ORIGIN_FORBIDDEN');
    expect((await call('POST', '/api/auth/refresh', { body: { refreshToken } })).status).toBe(200);
  });

  it('ends the session when a rotated token comes back', async () => {
    const person = await register('reuse');
    const refreshToken = valueOf(person.cookies, 'cb_refresh');
    expect((await call('POST', '/api/auth/refresh', { body: { refreshToken } })).status).toBe(200);
    expectRefusal(await call('POST', '/api/auth/refresh', { body: { refreshToken } }), 401, 'REFRESH_TOKEN_INVALID');
    expectRefusal(await call('GET', '/api/auth/me', { token: person.token }), 401, 'SESSION_REVOKED');
  });

  it('refuses nothing at all and garbage with 401', async () => {
    expectRefusal(await call('POST', '/api/auth/refresh', {}), 401, 'REFRESH_TOKEN_INVALID');
    expectRefusal(await call('POST', '/api/auth/refresh', { body: { refreshToken: 'garbage' } }), 401, 'REFRESH_TOKEN_INVALID');
  });
});
