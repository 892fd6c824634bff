import { describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { gatewayUrl, http, uniqueName } from '@parley/testing';

const register = async (): Promise<string> => {
  const username = uniqueName('rate');
  const body = { username, email: `${username}@example.org`, password: 'Passw0rd!', display_name: 'Rate' };
  return (await http('POST', '/auth/register', { body }, 0)).body.data.access_token as string;
};

/** A log-in whose request line says `target` as it is; answers with its limit and what is left of it. */
const logInBy = (target: string, email: string): Promise<readonly number[]> =>
  new Promise((resolve, reject) => {
    const asked = request(gatewayUrl(0), { method: 'POST', path: target, headers: { 'content-type': 'application/json' } }, (answer) => {
      answer.resume();
      resolve(['x-ratelimit-limit', 'x-ratelimit-remaining'].map((name) => Number(answer.headers[name])));
    });
    asked.on('error', reject).end(JSON.stringify({ email, password: 'Passw0rd!' }));
  });

describe('rate limit headers (C76)', () => {
  it.each([
    ['chatrooms', '/users/me'],
    ['v1', '/v1/conversations'],
    ['connectbest', '/api/auth/me'],
    ['reals2chat', `/api/messages/${'a'.repeat(24)}`],
  ])('%s says what is left, counted per user over both gateways', async (_dialect, path) => {
    const token = await register();
    const first = await http('GET', path, { token }, 0);
    const second = await http('GET', path, { token }, 1);
    const remaining = [first, second].map(({ headers }) => Number(headers.get('x-ratelimit-remaining')));
    expect(remaining[1]).toBe((remaining[0] ?? 0) - 1);
    expect(Number(first.headers.get('x-ratelimit-limit'))).toBeGreaterThan(remaining[0] ?? Infinity);
    expect(Number(first.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000 - 1);
  });

  it('says it to callers without a token and on refusals too, and never limits health', async () => {
    expect((await http('GET', '/chatrooms', {}, 0)).headers.get('x-ratelimit-limit')).not.toBeNull();
    expect((await http('GET', '/v1/nothing', {}, 0)).headers.get('x-ratelimit-limit')).not.toBeNull();
    expect((await http('GET', '/api/health', {}, 0)).headers.get('x-ratelimit-limit')).toBeNull();
  });

  it.each([
    ['A-RC-34', '/chatrooms', '{broken', 'application/json', 400],
    ['A-RC-34', '/chatrooms', 'plain', 'text/plain', 400],
    ['A-RC-34', '/chatrooms', `"${'x'.repeat(1_100_000)}"`, 'application/json', 400],
    ['V1-G17', '/v1/conversations', '{broken', 'application/json', 400],
  ])('%s a body that %s cannot read counts, and is told what is left', async (_id, path, raw, type, status) => {
    const token = await register();
    const first = await http('GET', path, { token }, 0);
    const refused = await http('POST', path, { token, raw, headers: { 'content-type': type } }, 1);
    expect(refused.status).toBe(status);
    expect(Number(refused.headers.get('x-ratelimit-remaining'))).toBe(Number(first.headers.get('x-ratelimit-remaining')) - 1);
    expect(refused.headers.get('x-ratelimit-limit')).toBe(first.headers.get('x-ratelimit-limit'));
    expect(Number(refused.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000 - 1);
  });

  it.each(['/v1/auth/%6cogin', '/%761/auth/login', '/v1/auth/login#', 'http://elsewhere.test/v1/auth/login'])(
    'V1-1.2 %s counts as the log-in that it is',
    async (target) => {
      const email = `${uniqueName('rate')}@example.org`;
      const [limit, left = 0] = await logInBy('/v1/auth/login', email);
      expect(await logInBy(target, email)).toEqual([limit, left - 1]);
    },
  );
});
