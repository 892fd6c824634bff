import { randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { http, nextMail } from '@parley/testing';
import { call, expectRefusal, logIn, password, registerVerified, type Person } from './connectbest.harness.js';

const newPhone = (): string => `+49${randomInt(1_000_000_000, 10_000_000_000)}`;
const enable = ({ token }: Person, phone: unknown) => call('POST', '/api/auth/2fa/enable', { token, body: { phone } });
const logInWith = (email: string, verificationCode: string) => call('POST', '/api/auth/login', { body: { email, password, verificationCode } });
const texted = async (phone: string): Promise<string> => {
  const item = await nextMail(phone);
  expect(item.kind).toBe('sms');
  return /\b\d{6}\b/.exec(item.text)?.[0] ?? '';
};

describe('CB 1.10 and the second factor of 1.2', () => {
  it('CB-1.10 Enable 2FA returns 200 and texts a code, good for the next login, once', async () => {
    const person = await registerVerified('ada');
    const phone = newPhone();
    const enabled = await enable(person, phone);
    expect([enabled.status, enabled.body]).toEqual([200, { success: true, message: '2FA enabled. Verification code sent to phone' }]);
    expectRefusal(await logIn(person.email), 402, 'TWO_FACTOR_REQUIRED');
    const code = await texted(phone);
    const wrong = code === '000000' ? '000001' : '000000';
    expectRefusal(await logInWith(person.email, wrong), 400, 'TWO_FACTOR_CODE_WRONG');
    const answer = await logInWith(person.email, code);
    expect([answer.status, Object.keys(answer.body).sort()]).toEqual([200, ['token', 'user']]);
    expect((await call('GET', '/api/auth/me', { token: answer.body.token })).status).toBe(200);
    expectRefusal(await logInWith(person.email, code), 400, 'TWO_FACTOR_CODE_WRONG');
  });

  it('CB-1.10 Enable 2FA refuses no token, a malformed number, and another number while one is active', async () => {
    const person = await registerVerified('bob');
    expectRefusal(await call('POST', '/api/auth/2fa/enable', { body: { phone: newPhone() } }), 401, 'TOKEN_MISSING');
    expectRefusal(await enable(person, '0711 123'), 400, 'INPUT_INVALID');
    expect((await enable(person, newPhone())).status).toBe(200);
    expectRefusal(await enable(person, newPhone()), 400, 'SECOND_FACTOR_ACTIVE');
  });

  it('C18: v1 waits for the code by SMS, too, and its session is lifted here as well', async () => {
    const person = await registerVerified('eve');
    const phone = newPhone();
    await enable(person, phone);
    const code = await texted(phone);
    const { body } = await http('POST', '/v1/auth/login', { body: { email: person.email, password } }, 0);
    const token = body.data.access_token;
    expectRefusal(await call('GET', '/api/auth/me', { token }), 402, 'TWO_FACTOR_REQUIRED');
    expect((await call('POST', '/api/auth/2fa/verify', { token, body: { code } })).status).toBe(200);
    expect((await call('GET', '/api/auth/me', { token })).status).toBe(200);
  });

  it('A-CB-07: it is disabled for the password', async () => {
    const person = await registerVerified('kim');
    await enable(person, newPhone());
    const disable = (given: string) => call('POST', '/api/auth/2fa/disable', { token: person.token, body: { password: given } });
    expectRefusal(await disable('Wrong-Passw0rd'), 400, 'CREDENTIALS_WRONG');
    expect((await disable(password)).status).toBe(200);
    expect((await logIn(person.email)).status).toBe(200);
  });
});
