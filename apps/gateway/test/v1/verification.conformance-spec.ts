import { describe, expect, it } from '@jest/globals';
import { http, nextMail } from '@parley/testing';
import { errorBody, expectStatus, newcomer } from './v1.harness.js';

const post = (action: string, body: object) => http('POST', `/v1/auth/${action}`, { body }, 0);
const mailedCode = async (email: string): Promise<string> => /\b\d{6}\b/.exec((await nextMail(email)).text)?.[0] ?? '';
const wrong = (code: string): string => ((Number(code) + 1) % 1_000_000).toString().padStart(6, '0');

describe('A-V1-02: verification of an address', () => {
  it('V1-1.1 the mailed code verifies at verify-email, again alike; ConnectBest then lets in (C17)', async () => {
    const { email, password, ...rest } = newcomer('verified');
    expectStatus(await post('register', { email, password, ...rest }), 201);
    const code = await mailedCode(email);
    expect((await post('verify-email', { email, code: wrong(code) })).body).toEqual(
      errorBody('VALIDATION_ERROR', { code: 'code is wrong or has expired' }),
    );
    for (let time = 0; time < 2; time++)
      expect(expectStatus(await post('verify-email', { email: ` ${email.toUpperCase()}`, code }), 200)).toEqual({
        success: true,
        message: 'Email verified successfully',
      });
    expect((await http('POST', '/api/auth/login', { body: { email, password } }, 1)).status).toBe(200);
  });

  it('V1-1.1 verify-email answers an unknown address like a wrong code, and refuses what is neither', async () => {
    const unknown = await post('verify-email', { email: 'nobody@example.com', code: '123456' });
    expect([unknown.status, unknown.body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
    for (const body of [{}, { email: 'x', code: '123456' }, { email: 'a@example.com', code: '12' }])
      expect((await post('verify-email', body)).status).toBe(400);
  });

  it('V1-1.1 resend-verification answers 200 whatever the address, also by header version', async () => {
    const person = newcomer('again');
    expectStatus(await post('register', person), 201);
    for (const email of [person.email, 'nobody@example.com'])
      expect(expectStatus(await post('resend-verification', { email }), 200)).toEqual({ success: true, message: 'Verification code sent' });
    expect((await post('resend-verification', { email: 'x' })).status).toBe(400);
    const headers = { 'API-Version': '2025-01-15' };
    expectStatus(await http('POST', '/auth/resend-verification', { headers, body: { email: person.email } }, 1), 200);
  });
});
