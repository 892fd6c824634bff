import { describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { generateKeyPairSync } from 'node:crypto';
import { dataOf, expectRefusal, password, register } from './chatrooms.harness.js';

describe('chatrooms: changing a profile', () => {
  it('RC-users.me.put answers the profile bare under data, as the other gateway then shows it', async () => {
    const { token, id } = await register('me');
    const public_key = generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const before = dataOf(await http('GET', '/users/me', { token }, 0), 200);
    const body = { display_name: ' New Name ', avatar_url: 'http://example.com/a.png', public_key };
    const after = dataOf(await http('PUT', '/users/me', { token, body }, 0), 200);
    expect(after).toEqual({ ...before, id, display_name: 'New Name', avatar_url: body.avatar_url, public_key });
    expect(dataOf(await http('GET', '/users/me', { token }, 1), 200)).toEqual(after);
    const cleared = dataOf(await http('PUT', '/users/me', { token, body: { avatar_url: null, public_key: null } }, 0), 200);
    expect(cleared).toEqual({ ...after, avatar_url: null, public_key: null });
    expect(dataOf(await http('PUT', '/users/me', { token, body: {} }, 0), 200)).toEqual(cleared);
  });

  it('RC-auth.login shows what a profile says now, at the other gateway too', async () => {
    const { token, username } = await register('me');
    for (const shown of [
      { display_name: 'New Name', avatar_url: 'http://example.com/a.png' },
      { display_name: 'Newer', avatar_url: null },
    ]) {
      dataOf(await http('PUT', '/users/me', { token, body: shown }, 0), 200);
      expect(dataOf(await http('POST', '/auth/login', { body: { username, password } }, 1), 200).user).toMatchObject(shown);
    }
  });

  it.each([
    ['display_name', '', 'VALIDATION_INVALID_VALUE'],
    ['display_name', null, 'VALIDATION_REQUIRED_FIELD'],
    ['display_name', 'x'.repeat(101), 'VALIDATION_LENGTH_EXCEEDED'],
    ['avatar_url', 'ftp://example.com/a.png', 'VALIDATION_INVALID_FORMAT'],
    ['avatar_url', 'http://\ud800', 'VALIDATION_INVALID_FORMAT'],
    ['public_key', 'no key', 'VALIDATION_INVALID_FORMAT'],
  ])('RC-users.me.put refuses %s %j', async (field, value, code) => {
    const { token } = await register('me');
    const details = expectRefusal(await http('PUT', '/users/me', { token, body: { [field]: value } }, 0), 422, code);
    expect(details).toEqual({ [field]: expect.any(String) });
  });

  it('RC-users.me.put wants a token', async () => {
    expectRefusal(await http('PUT', '/users/me', { body: {} }, 0), 401, 'AUTH_TOKEN_INVALID');
  });
});
