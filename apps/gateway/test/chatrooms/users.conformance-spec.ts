import { describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { generateKeyPairSync } from 'node:crypto';
import { dataOf, expectRefusal, password, register, registration, time } from './chatrooms.harness.js';

describe('chatrooms: users', () => {
  it('RC-users.me.get answers the whole profile, bare under data', async () => {
    const public_key = generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const body = { ...registration('me'), public_key };
    const { user } = dataOf(await http('POST', '/auth/register', { body }, 0), 201);
    const { access_token } = dataOf(await http('POST', '/auth/login', { body: { username: body.username, password } }, 0), 200);
    expect(dataOf(await http('GET', '/users/me', { token: access_token }, 1), 200)).toEqual({
      ...{ id: user.id, username: body.username, email: body.email, display_name: body.display_name, avatar_url: null },
      ...{ public_key, is_verified: false, created_at: user.created_at, last_login: expect.stringMatching(time) },
    });
  });

  it.each([
    ['no token', undefined],
    ['a garbage token', 'garbage'],
    ['an unsigned token', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"x"}').toString('base64url')}.`],
  ])('RC-users.me.get refuses %s with 401', async (_what, token) => {
    expectRefusal(await http('GET', '/users/me', token === undefined ? {} : { token }, 0), 401, 'AUTH_TOKEN_INVALID');
  });

  it('RC-users.me.get takes a token of another dialect (C12)', async () => {
    const { username, email } = await register('v1');
    const login = await http('POST', '/v1/auth/login', { body: { email, password, device_id: 'd1', device_name: 'd', platform: 'web' } }, 0);
    expect(login.status).toBe(200);
    expect(dataOf(await http('GET', '/users/me', { token: login.body.data.access_token }, 0), 200)).toMatchObject({ username });
  });

  it('answers unknown routes 404, known ones with another method 405 and malformed JSON 400, in its envelope', async () => {
    const { token } = await register('err');
    expectRefusal(await http('GET', '/users/nobody/nothing', { token }, 0), 404, 'RESOURCE_NOT_FOUND');
    const wrongMethod = await http('DELETE', '/users/me', { token }, 0);
    expectRefusal(wrongMethod, 405, 'RESOURCE_NOT_FOUND');
    expect(wrongMethod.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(['GET']));
    expectRefusal(await http('POST', '/auth/login', { raw: '{"username":' }, 0), 400, 'VALIDATION_INVALID_FORMAT');
    expectRefusal(await http('POST', '/auth/login', { raw: '[]' }, 0), 400, 'VALIDATION_INVALID_FORMAT');
    expectRefusal(await http('POST', '/auth/login', { raw: 'a=b', headers: { 'content-type': 'text/csv' } }, 0), 400, 'VALIDATION_INVALID_FORMAT');
  });
});
