import { describe, expect, it } from '@jest/globals';
import { http, nextMail } from '@parley/testing';
import { dataOf, expectRefusal, register } from './chatrooms.harness.js';

const verify = (body: object) => http('POST', '/auth/verify-email', { body }, 0);

describe('chatrooms: verification of an address (C17)', () => {
  it('RC-auth.register: the mailed code verifies at verify-email; is_verified says so, and a repeat answers alike', async () => {
    const person = await register('verified');
    const code = /\b\d{6}\b/.exec((await nextMail(person.email)).text)?.[0] ?? '';
    for (let time = 0; time < 2; time++) expect(dataOf(await verify({ email: person.email, code }), 200)).toEqual({});
    expect(dataOf(await http('GET', '/users/me', { token: person.token }, 1), 200)).toMatchObject({ is_verified: true });
  });

  it('RC-auth.register: verify-email refuses a wrong code and an unknown address alike, with 422', async () => {
    const person = await register('verified');
    const code = /\b\d{6}\b/.exec((await nextMail(person.email)).text)?.[0] ?? '';
    const wrong = await verify({ email: person.email, code: ((Number(code) + 1) % 1_000_000).toString().padStart(6, '0') });
    // A-RC-32: the code of the answer is that of any bad value; its details say which.
    expect(expectRefusal(wrong, 422, 'VALIDATION_INVALID_VALUE')).toEqual({ code: 'is wrong or has expired' });
    expect((await verify({ email: 'nobody@example.com', code })).body).toEqual(wrong.body);
    expect(expectRefusal(await verify({ email: person.email }), 422, 'VALIDATION_REQUIRED_FIELD')).toHaveProperty('code');
    expect(expectRefusal(await verify({ email: person.email, code: '1' }), 422, 'VALIDATION_INVALID_FORMAT')).toHaveProperty('code');
  });
});
