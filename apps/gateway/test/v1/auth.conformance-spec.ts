import { beforeAll, describe, expect, it } from '@jest/globals';
import { http, nextMail, type HttpAnswer } from '@parley/testing';
import { call, errorBody, listen, logIn, makePerson, newcomer, password, type Person } from './v1.harness.js';

const post = (path: string, body: unknown): Promise<HttpAnswer> => http('POST', path, { body }, 0);
const jwt = /^[\w-]+\.[\w-]+\.[\w-]+$/;

describe('V1 auth', () => {
  let jane: Person;
  beforeAll(async () => {
    jane = await makePerson('jane');
  });

  it('V1-1.1 Register User returns 201 without tokens, and mails a code', async () => {
    const wanted = { ...newcomer('john'), phone: '+84123456789' };
    const { status, body } = await post('/v1/auth/register', wanted);
    expect(status).toBe(201);
    expect(body).toEqual({
      success: true,
      data: {
        user_id: expect.stringMatching(/^usr_[0-9a-f]{24}$/),
        email: wanted.email,
        username: wanted.username,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
      message: 'User registered successfully. Please verify your email.',
    });
    expect((await nextMail(wanted.email)).text).toMatch(/\b\d{6}\b/);
    expect((await logIn(wanted.email)).user.user_id).toBe(body.data.user_id);
  });

  it.each([
    ['email', 'nobody'],
    ['email', undefined],
    ['username', 'jo'],
    ['username', 'two words'],
    ['password', 'short'],
    ['password', 12_345_678],
    ['full_name', '   '],
    ['phone', '0123'],
  ])('V1-1.1 Register User refuses %s %j with 400 and names the field', async (field, value) => {
    const { status, body } = await post('/v1/auth/register', { ...newcomer('john'), [field]: value });
    expect(status).toBe(400);
    expect(body).toEqual(errorBody('VALIDATION_ERROR', { [field]: expect.any(String) }));
  });

  it('V1-1.1 Register User returns 409 for a taken e-mail or username, whatever the case', async () => {
    for (const taken of [{ email: jane.email.toUpperCase() }, { username: jane.username.toUpperCase() }]) {
      const { status, body } = await post('/v1/auth/register', { ...newcomer('john'), ...taken });
      expect(status).toBe(409);
      expect(body).toEqual(errorBody('CONFLICT', expect.any(Object)));
    }
  });

  it('V1-1.2 Login returns 200 with tokens and the user', async () => {
    const { status, body } = await post('/v1/auth/login', { email: jane.email, password, device_id: 'device_xyz123' });
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      data: {
        access_token: expect.stringMatching(jwt),
        refresh_token: expect.stringMatching(jwt),
        expires_in: 3_600,
        token_type: 'Bearer',
        user: { user_id: jane.id, email: jane.email, username: jane.username, avatar_url: null },
      },
    });
    expect((await http('GET', '/v1/conversations', { token: body.data.access_token }, 0)).status).toBe(200);
  });

  it('V1-1.2 Login takes a username in the e-mail field', async () => {
    expect((await post('/v1/auth/login', { email: jane.username, password })).body.data.user.user_id).toBe(jane.id);
  });

  it('V1-1.2 Login answers a wrong password and an unknown user alike', async () => {
    const wrong = await post('/v1/auth/login', { email: jane.email, password: `${password}!` });
    const unknown = await post('/v1/auth/login', { email: newcomer('ghost').email, password });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body).toEqual(errorBody('AUTHENTICATION_FAILED', {}));
    expect(unknown.body.error).toEqual(wrong.body.error);
    expect((await post('/v1/auth/login', { email: jane.email })).body).toEqual(errorBody('VALIDATION_ERROR', { password: expect.any(String) }));
  });

  it('V1-1.3 Refresh Token returns a working access token, again and again', async () => {
    for (let round = 0; round < 2; round++) {
      const { status, body } = await post('/v1/auth/refresh', { refresh_token: jane.refreshToken });
      expect(status).toBe(200);
      expect(body).toEqual({ success: true, data: { access_token: expect.stringMatching(jwt), expires_in: 3_600 } });
      expect((await http('GET', '/v1/conversations', { token: body.data.access_token }, 0)).status).toBe(200);
    }
  });

  it('V1-1.3 Refresh Token refuses an access token, garbage and nothing', async () => {
    for (const token of [jane.token, 'garbage', 'a.b.c']) {
      const { status, body } = await post('/v1/auth/refresh', { refresh_token: token });
      expect(status).toBe(401);
      expect(body).toEqual(errorBody('AUTHENTICATION_FAILED', {}));
    }
    expect((await post('/v1/auth/refresh', {})).status).toBe(400);
  });

  it('V1-1.4 Logout ends this session, its sockets everywhere, and no other session', async () => {
    const other = await logIn(jane.email);
    const sockets = [await listen(jane, 0), await listen(jane, 1)];
    const { status, body } = await call(jane, 'POST', '/v1/auth/logout');
    expect(status).toBe(200);
    expect(body).toEqual({ success: true, message: 'Logged out successfully' });
    expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([4401, 4401]);
    for (const gateway of [0, 1]) expect((await http('GET', '/v1/conversations', { token: jane.token }, gateway)).status).toBe(401);
    expect((await post('/v1/auth/refresh', { refresh_token: jane.refreshToken })).status).toBe(401);
    expect((await http('GET', '/v1/conversations', { token: other.access_token }, 0)).status).toBe(200);
  });

  it('V1-1.4 Logout needs a token', async () => {
    const { status, body } = await post('/v1/auth/logout', {});
    expect(status).toBe(401);
    expect(body).toEqual(errorBody('AUTHENTICATION_FAILED', {}));
  });
});
