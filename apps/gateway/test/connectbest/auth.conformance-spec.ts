import { describe, expect, it } from '@jest/globals';
import { eventually, uniqueName } from '@parley/testing';
import { anyInstant, anyUuid, call, expectRefusal, logIn, mailedCode, password, register, registerVerified } from './connectbest.harness.js';

const jwt = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const refreshCookie = /^cb_refresh=[^;]+; Path=\/api\/auth; Max-Age=2592000; HttpOnly; SameSite=Lax$/;
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('registration', () => {
  it('CB-1.1 User Registration returns 201 with user, token and message, and mails a code', async () => {
    const email = `${uniqueName('reg')}@example.org`;
    const { status, body, headers } = await call('POST', '/api/auth/register', {
      body: { email, password, name: '  Ann B ', phone: '+4915112345678' },
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      user: { id: anyUuid, email, name: 'Ann B', role: 'user', phone: '+4915112345678', emailVerified: false, createdAt: anyInstant },
      token: expect.stringMatching(jwt),
      message: `Verification email sent to ${email}`,
    });
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(refreshCookie)]);
    const claims = claimsOf(body.token);
    expect(claims).toMatchObject({ sub: body.user.id, email, role: 'user' });
    expect(claims.exp - claims.iat).toBe(604_800);
    expect(await mailedCode(email)).toMatch(/^\d{6}$/);
    // The token works at once (A-CB-02).
    expect((await call('GET', '/api/auth/me', { token: body.token })).body.user.email).toBe(email);
  });

  it.each([
    ['no e-mail', { email: undefined }, 'email'],
    ['a malformed e-mail', { email: 'not-an-address' }, 'email'],
    ['a number as e-mail', { email: 7 }, 'email'],
    ['a short password', { password: 'Pw0rd!x' }, 'password'],
    ['no upper-case letter', { password: 'passw0rd!' }, 'password'],
    ['no lower-case letter', { password: 'PASSW0RD!' }, 'password'],
    ['no digit', { password: 'Password!' }, 'password'],
    ['a one-letter name', { name: ' A ' }, 'name'],
    ['a local phone number', { phone: '0151 1234' }, 'phone'],
  ])('CB-1.1 refuses %s with 400', async (_, change, field) => {
    const answer = await call('POST', '/api/auth/register', {
      body: { email: `${uniqueName('bad')}@example.org`, password, name: 'Ann', ...change },
    });
    expectRefusal(answer, 400, 'INPUT_INVALID');
    expect(answer.body.details).toHaveProperty(field);
  });

  it('CB-1.1 refuses a taken e-mail with 400, whatever its case', async () => {
    const { email } = await register('twin');
    expectRefusal(await call('POST', '/api/auth/register', { body: { email: email.toUpperCase(), password, name: 'Ann' } }), 400, 'EMAIL_TAKEN');
  });
});

describe('e-mail verification', () => {
  it('CB-1.3 Email Verification opens the log-in, and answers alike when repeated (A-CB-09)', async () => {
    const { email } = await register('verify');
    expectRefusal(await logIn(email), 401, 'EMAIL_UNVERIFIED');
    const code = await mailedCode(email);
    const wrong = code === '000000' ? '111111' : '000000';
    expectRefusal(await call('POST', '/api/auth/verify-email', { body: { email, code: wrong } }), 400, 'VERIFICATION_CODE_WRONG');
    for (const _ of [1, 2]) {
      const { status, body } = await call('POST', '/api/auth/verify-email', { body: { email, code } });
      expect([status, body]).toEqual([200, { success: true, message: 'Email verified successfully' }]);
    }
    expect((await logIn(email)).body.user.emailVerified).toBe(true);
  });

  it('CB-1.3 refuses an unknown address and a malformed code with 400', async () => {
    const email = `${uniqueName('nobody')}@example.org`;
    expectRefusal(await call('POST', '/api/auth/verify-email', { body: { email, code: '123456' } }), 400, 'VERIFICATION_CODE_WRONG');
    expectRefusal(await call('POST', '/api/auth/verify-email', { body: { email, code: 123456 } }), 400, 'INPUT_INVALID');
  });

  it('CB-1.4 mails a new code at once, which opens the log-in', async () => {
    const { email } = await register('again');
    const first = await mailedCode(email);
    await call('POST', '/api/auth/resend-verification', { body: { email } });
    const second = await eventually(async () => {
      const code = await mailedCode(email);
      expect(code).not.toBe(first);
      return code;
    }, 5_000);
    expect((await call('POST', '/api/auth/verify-email', { body: { email, code: second } })).status).toBe(200);
  });

  it('CB-1.4 Resend Verification Code answers known and unknown addresses alike', async () => {
    const { email } = await register('resend');
    for (const address of [email, `${uniqueName('nobody')}@example.org`]) {
      const { status, body } = await call('POST', '/api/auth/resend-verification', { body: { email: address } });
      expect([status, body]).toEqual([200, { success: true, message: 'Verification code sent' }]);
    }
    expectRefusal(await call('POST', '/api/auth/resend-verification', { body: {} }), 400, 'INPUT_INVALID');
  });
});

describe('log-in', () => {
  it('CB-1.2 User Login returns 200 with the user and a 7-day token', async () => {
    const { id, email, name } = await registerVerified('login');
    const { status, body, headers } = await logIn(email);
    expect(status).toBe(200);
    expect(body).toEqual({
      user: {
        id,
        email,
        name,
        role: 'user',
        phone: null,
        image: null,
        emailVerified: true,
        status: expect.stringMatching(/^(online|away|busy|inmeeting|offline)$/),
        statusMessage: null,
      },
      token: expect.stringMatching(jwt),
    });
    expect(claimsOf(body.token).dia).toBe('connectbest');
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(refreshCookie)]);
  });

  it('CB-1.2 cannot tell an unknown user from a wrong password: 400', async () => {
    const { email } = await registerVerified('wrong');
    const answers = await Promise.all([
      call('POST', '/api/auth/login', { body: { email, password: `${password}x` } }),
      call('POST', '/api/auth/login', { body: { email: `${uniqueName('nobody')}@example.org`, password } }),
    ]);
    for (const answer of answers) expectRefusal(answer, 400, 'CREDENTIALS_WRONG');
    expect(answers[0].body).toEqual(answers[1].body);
    expectRefusal(await call('POST', '/api/auth/login', { body: { email } }), 400, 'INPUT_INVALID');
  });
});
