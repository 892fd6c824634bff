import { describe, expect, it } from '@jest/globals';
import { eventually, http, WsClient } from '@parley/testing';
import { connect, dataOf, expectRefusal, password, register, registration, time, uuid } from './chatrooms.harness.js';

describe('chatrooms: authentication', () => {
  it('RC-auth.register answers 201 with the user and tokens that work at once', async () => {
    const body = registration('reg');
    const data = dataOf(await http('POST', '/auth/register', { body: { ...body, display_name: '  Reg Display ' } }, 0), 201);
    expect(data).toEqual({
      user: {
        ...{ id: expect.stringMatching(uuid), username: body.username, email: body.email, display_name: 'Reg Display' },
        ...{ avatar_url: null, is_verified: false, created_at: expect.stringMatching(time) },
      },
      ...{ access_token: expect.any(String), refresh_token: expect.any(String), expires_in: 1800 },
    });
    const me = dataOf(await http('GET', '/users/me', { token: data.access_token }, 1), 200);
    expect(me).toMatchObject({ id: data.user.id, display_name: 'Reg Display', created_at: data.user.created_at });
  });

  it('RC-auth.register refuses a taken name and a taken e-mail, in any case, with 409', async () => {
    const known = await register('dup');
    const byName = { ...registration('dup'), username: known.username.toUpperCase() };
    expect(expectRefusal(await http('POST', '/auth/register', { body: byName }, 0), 409, 'RESOURCE_ALREADY_EXISTS')).toHaveProperty('username');
    const byMail = { ...registration('dup'), email: known.email.toUpperCase() };
    expect(expectRefusal(await http('POST', '/auth/register', { body: byMail }, 1), 409, 'RESOURCE_ALREADY_EXISTS')).toHaveProperty('email');
  });

  it.each([
    [{ username: undefined }, 'VALIDATION_REQUIRED_FIELD', 'username'],
    [{ username: 'a@b' }, 'VALIDATION_INVALID_FORMAT', 'username'],
    [{ email: 'nobody' }, 'VALIDATION_INVALID_FORMAT', 'email'],
    [{ password: 'short' }, 'VALIDATION_INVALID_VALUE', 'password'],
    [{ display_name: 'x'.repeat(101) }, 'VALIDATION_LENGTH_EXCEEDED', 'display_name'],
    [{ public_key: 'no key' }, 'VALIDATION_INVALID_FORMAT', 'public_key'],
  ])('RC-auth.register refuses %j with 422 %s', async (wrong, code, field) => {
    const answer = await http('POST', '/auth/register', { body: { ...registration('bad'), ...wrong } }, 0);
    expect(expectRefusal(answer, 422, code)).toEqual({ [field]: expect.stringMatching(/./) });
  });

  it('RC-auth.login takes the username or the e-mail and answers 200 with tokens', async () => {
    const person = await register('log');
    for (const username of [person.username, person.email, person.username.toUpperCase()]) {
      const data = dataOf(await http('POST', '/auth/login', { body: { username, password } }, 1), 200);
      expect(data).toEqual({
        user: {
          ...{ id: person.id, username: person.username, display_name: person.displayName, avatar_url: null },
          last_login: expect.stringMatching(time),
        },
        ...{ access_token: expect.any(String), refresh_token: expect.any(String), expires_in: 1800 },
      });
      dataOf(await http('GET', '/users/me', { token: data.access_token }, 0), 200);
    }
  });

  it('RC-auth.login answers a wrong password and an unknown user alike, with 401', async () => {
    const { username } = await register('log');
    const wrong = await http('POST', '/auth/login', { body: { username, password: 'wrong horse' } }, 0);
    expectRefusal(wrong, 401, 'AUTH_INVALID_CREDENTIALS');
    const unknown = await http('POST', '/auth/login', { body: { username: `${username}x`, password } }, 0);
    expect(unknown.body).toEqual(wrong.body);
    expectRefusal(await http('POST', '/auth/login', { body: { username } }, 0), 422, 'VALIDATION_REQUIRED_FIELD');
  });

  it('RC-auth.refresh answers a new access token and keeps the refresh token good', async () => {
    const { token, refreshToken } = await register('ref');
    for (const gateway of [0, 1]) {
      const data = dataOf(await http('POST', '/auth/refresh', { body: { refresh_token: refreshToken } }, gateway), 200);
      expect(data).toEqual({ access_token: expect.any(String), expires_in: 1800 });
      expect(data.access_token).not.toBe(token);
      dataOf(await http('GET', '/users/me', { token: data.access_token }, gateway), 200);
    }
    expectRefusal(await http('POST', '/auth/refresh', { body: { refresh_token: 'nonsense' } }, 0), 401, 'AUTH_REFRESH_TOKEN_INVALID');
    expectRefusal(await http('POST', '/auth/refresh', { body: {} }, 0), 422, 'VALIDATION_REQUIRED_FIELD');
  });

  it('RC-auth.logout ends the session of the token: tokens, refresh token and sockets, on every gateway', async () => {
    const person = await register('out');
    const other = dataOf(await http('POST', '/auth/login', { body: { username: person.username, password } }, 0), 200);
    const sockets = [await connect(person, 0, []), await connect(person, 1, [])];
    const answer = await http('POST', '/auth/logout', { token: person.token }, 0);
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: { success: true, message: 'Logged out successfully' } });
    for (const socket of sockets) {
      expect(await socket.next('error')).toMatchObject({ code: 'AUTH_TOKEN_INVALID' });
      expect(await socket.closed).toBe(4401);
    }
    const refused = async (gateway: number): Promise<void> => {
      expectRefusal(await http('GET', '/users/me', { token: person.token }, gateway), 401, 'AUTH_TOKEN_INVALID');
    };
    await eventually(() => refused(0), 2_000);
    await eventually(() => refused(1), 2_000);
    await expect(WsClient.open(`/ws?token=${person.token}`, 'event', 1, {})).rejects.toThrow('401');
    const refresh = await http('POST', '/auth/refresh', { body: { refresh_token: person.refreshToken } }, 1);
    expectRefusal(refresh, 401, 'AUTH_REFRESH_TOKEN_INVALID');
    dataOf(await http('GET', '/users/me', { token: other.access_token }, 0), 200);
    expectRefusal(await http('POST', '/auth/logout', {}, 0), 401, 'AUTH_TOKEN_INVALID');
  });
});
