import { describe, expect, it } from '@jest/globals';
import { http, IoClient, WsClient, type Json } from '@parley/testing';
import { generateSync } from 'otplib';
import { call, expectStatus, logIn, makePerson, password, type Person } from './v1.harness.js';

const code = (secret: string, step: number): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + 30 * step });
const verify = (token: string, given: string) => http('POST', '/v1/auth/2fa/verify', { token, body: { code: given } }, 0);
const expectError = (answer: { readonly status: number; readonly body: Json }, status: number, name: string) => {
  expect([answer.status, answer.body.success, answer.body.error?.code]).toEqual([status, false, name]);
  return answer.body.error;
};

/** Somebody with an active app. */
const makeGuarded = async (stem: string): Promise<{ readonly person: Person; readonly secret: string; readonly backupCodes: readonly string[] }> => {
  const person = await makePerson(stem);
  const { secret, backup_codes } = expectStatus(await call(person, 'POST', '/v1/auth/2fa/enable'), 200).data;
  expectStatus(await verify(person.token, code(secret, -1)), 200);
  return { person, secret, backupCodes: backup_codes };
};

const sessionOf = (token: string): string => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sid;

describe('V1 1.5, 1.6', () => {
  it('V1-1.5 Enable 2FA returns a QR code, the secret and ten backup codes; 409 once active', async () => {
    const person = await makePerson('ada');
    const body = expectStatus(await call(person, 'POST', '/v1/auth/2fa/enable'), 200);
    expect(body).toEqual({
      success: true,
      data: {
        qr_code: expect.stringMatching(/^data:image\/png;base64,/),
        secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
        backup_codes: expect.any(Array),
      },
    });
    expect(body.data.backup_codes).toHaveLength(10);
    for (const backup of body.data.backup_codes) expect(backup).toMatch(/^\d{8}$/);
    const again = expectStatus(await call(person, 'POST', '/v1/auth/2fa/enable'), 200);
    expect(again.data.secret).not.toBe(body.data.secret);
    expectStatus(await verify(person.token, code(again.data.secret, 0)), 200);
    expectError(await call(person, 'POST', '/v1/auth/2fa/enable'), 409, 'CONFLICT');
    expectError(await http('POST', '/v1/auth/2fa/enable', {}, 0), 401, 'AUTHENTICATION_FAILED');
  });

  it('V1-1.6 Verify 2FA returns 200 for the code of the app, 401 for another, 400 for none', async () => {
    const person = await makePerson('bob');
    const { secret } = expectStatus(await call(person, 'POST', '/v1/auth/2fa/enable'), 200).data;
    expectError(await verify(person.token, code(secret, 40)), 401, 'AUTHENTICATION_FAILED');
    expect(expectStatus(await verify(person.token, code(secret, 0)), 200)).toEqual({ success: true, message: '2FA verified successfully' });
    expectError(await verify(person.token, code(secret, 0)), 401, 'AUTHENTICATION_FAILED');
    expectError(await verify(person.token, '12345'), 400, 'VALIDATION_ERROR');
    expectError(await http('POST', '/v1/auth/2fa/verify', { body: { code: '123456' } }, 0), 401, 'AUTHENTICATION_FAILED');
  });

  it('C18: a waiting session opens no route and no socket of any dialect; verified, the same token opens them all', async () => {
    const { person, secret } = await makeGuarded('eve');
    const { access_token: token, refresh_token } = await logIn(person.email);
    const routes = ['/v1/conversations', '/api/auth/me', '/users/me', '/api/messages/63b8f0000000000000000000'];
    const answers = await Promise.all(routes.map((path) => http('GET', path, { token }, 0)));
    expect(answers.map(({ status }) => status)).toEqual([403, 402, 403, 403]);
    expect(expectError(answers[0] ?? { status: 0, body: {} }, 403, 'AUTHORIZATION_FAILED').details).toEqual({ two_factor: 'required' });
    for (const path of ['/v1', '/ws', '/ws/messages']) await expect(WsClient.open(`${path}?token=${token}`, 'type', 0, {})).rejects.toThrow('403');
    await expect(IoClient.open('/', { token }, 0)).rejects.toThrow('Unauthorized');
    await expect(IoClient.open('/', { token, sessionID: sessionOf(token) }, 0)).rejects.toThrow('Your session has expired or is invalid');
    const late = await WsClient.open('/v1', 'type', 0, {});
    late.send('auth', { token });
    expect((await late.next('error')).error.code).toBe('AUTHORIZATION_FAILED');
    late.close();
    const refreshed = expectStatus(await http('POST', '/v1/auth/refresh', { body: { refresh_token } }, 0), 200).data.access_token;
    expectError(await http('GET', '/v1/conversations', { token: refreshed }, 1), 403, 'AUTHORIZATION_FAILED');

    expectStatus(await verify(token, code(secret, 0)), 200);
    for (const gateway of [0, 1]) {
      for (const given of [token, refreshed]) expectStatus(await http('GET', '/v1/conversations', { token: given }, gateway), 200);
    }
    expectStatus(await http('GET', '/users/me', { token }, 1), 200);
    (await WsClient.open(`/v1?token=${token}`, 'type', 1, {})).close();
    (await IoClient.open('/', { token, sessionID: sessionOf(token) }, 1)).close();
  });

  it('C18: a waiting session may log out', async () => {
    const { person } = await makeGuarded('kim');
    const { access_token: token } = await logIn(person.email);
    expectStatus(await http('POST', '/v1/auth/logout', { token }, 0), 200);
    expectError(await http('POST', '/v1/auth/2fa/verify', { token, body: { code: '123456' } }, 0), 401, 'AUTHENTICATION_FAILED');
  });

  it('C18: no other dialect logs in without the code, each refuses in its way', async () => {
    const { person, secret, backupCodes } = await makeGuarded('joe');
    const rooms = (given: object) => http('POST', '/auth/login', { body: { username: person.username, password, ...given } }, 0);
    const umoc = (given: object) => http('POST', '/umoc/auth/login', { body: { username: person.username, password, ...given } }, 0);
    const refused = await rooms({});
    expect([refused.status, refused.body.error.code, refused.body.error.details]).toEqual([
      403,
      'RESOURCE_ACCESS_DENIED',
      { reason: 'two_factor_required' },
    ]);
    expect((await rooms({ code: '00000000' })).body.error.details).toEqual({ reason: 'two_factor_wrong' });
    expectStatus(await rooms({ code: code(secret, 0) }), 200);
    expectStatus(await umoc({}), 403);
    expectStatus(await umoc({ code: '00000000' }), 403);
    expectStatus(await umoc({ code: backupCodes[0] }), 200);
    expectStatus(await umoc({ code: backupCodes[0] }), 403);
  });

  it('A-V1-05: the app is disabled for a code of it', async () => {
    const { person, secret } = await makeGuarded('liz');
    const disable = (given: string) => call(person, 'POST', '/v1/auth/2fa/disable', { code: given });
    expectError(await disable(code(secret, 40)), 401, 'AUTHENTICATION_FAILED');
    expectStatus(await disable(code(secret, 0)), 200);
    const { access_token: token } = await logIn(person.email);
    expectStatus(await http('GET', '/v1/conversations', { token }, 0), 200);
  });
});
