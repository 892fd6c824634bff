import { describe, expect, it } from '@jest/globals';
import { eventually, nextMail } from '@parley/testing';
import { call, closeSockets, expectRefusal, logIn, openWs, password, registerVerified } from './connectbest.harness.js';

const newPassword = 'N3w-Passw0rd';

const mailedLink = (email: string) =>
  eventually(async () => {
    const [, link] = /(https?:\/\/\S+\/reset-password\?token=[0-9a-f-]{36})/.exec((await nextMail(email)).text) ?? [];
    if (link === undefined) throw new Error('no link yet');
    return new URL(link);
  }, 5_000);

describe('CB 1.7, 1.8', () => {
  const forgot = (email: unknown) => call('POST', '/api/auth/forgot-password', { body: { email } });
  const reset = (token: string, chosen: unknown) => call('POST', '/api/auth/reset-password', { body: { token, newPassword: chosen } });

  it('CB-1.7 Password Reset Request answers 200 and mails a link; unknown addresses alike', async () => {
    const person = await registerVerified('ada');
    const answer = { success: true, message: 'Password reset link sent to email' };
    for (const email of [person.email, 'nobody@example.org']) expect(await forgot(email)).toMatchObject({ status: 200, body: answer });
    expect((await mailedLink(person.email)).pathname).toBe('/reset-password');
    expectRefusal(await forgot('no address'), 400, 'INPUT_INVALID');
  });

  it('CB-1.8 Password Reset sets the password, ends every session and its sockets; the token works once', async () => {
    const person = await registerVerified('bob');
    const socket = await openWs('/ws', person, 1);
    await forgot(person.email);
    const token = (await mailedLink(person.email)).searchParams.get('token') ?? '';
    expectRefusal(await reset(token, 'short1A'), 400, 'INPUT_INVALID');
    expectRefusal(await reset(token, 'no-upper-case-1'), 400, 'INPUT_INVALID');
    const done = await reset(token, newPassword);
    expect([done.status, done.body]).toEqual([200, { success: true, message: 'Password updated successfully' }]);
    expect(await socket.closed).toBe(4401);
    expectRefusal(await call('GET', '/api/auth/me', { token: person.token }), 401, 'SESSION_REVOKED');
    expectRefusal(await reset(token, newPassword), 400, 'RESET_TOKEN_INVALID');
    expectRefusal(await logIn(person.email), 400, 'CREDENTIALS_WRONG');
    const again = await call('POST', '/api/auth/login', { body: { email: person.email, password: newPassword } });
    expect(again.status).toBe(200);
    expect(newPassword).not.toBe(password);
    closeSockets();
  });
});
