import { get as getRaw } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gatewayUrl, OpenIdProviderServer, uniqueName } from '@parley/testing';
import { call, registerVerified } from './connectbest.harness.js';

/** As the fleet's OIDC_ISSUER has it. */
const issuerPort = Number(new URL(gatewayUrl(0)).port) + 89;

const get = (path: string, cookie: string) => fetch(gatewayUrl(0) + path, { redirect: 'manual', headers: { cookie } });

describe('CB 1.9', () => {
  let provider: OpenIdProviderServer;
  beforeAll(async () => void (provider = await OpenIdProviderServer.start(issuerPort)));
  afterAll(() => provider.close());

  /** To the provider and back: the callback's path, and the cookie of the browser that began. */
  const browse = async () => {
    const start = await get('/api/auth/google', '');
    expect(start.status).toBe(302);
    const setCookie = start.headers.getSetCookie()[0] ?? '';
    expect(setCookie).toMatch(/^cb_oauth_state=[^;]+; Path=\/api\/auth; Max-Age=600; HttpOnly; SameSite=Lax/);
    const back = new URL((await fetch(start.headers.get('location') ?? '', { redirect: 'manual' })).headers.get('location') ?? '');
    return { path: back.pathname + back.search, cookie: setCookie.split(';')[0] ?? '' };
  };
  const name = uniqueName('google');
  const newcomer = { sub: name, email: `${name}@example.org`, email_verified: true, name: 'Grace Hopper' };

  it('CB-1.9 Google OAuth Callback redirects to the dashboard with a token that works, and keeps a refresh cookie', async () => {
    provider.who = newcomer;
    const { path, cookie } = await browse();
    const answer = await get(path, cookie);
    const target = new URL(answer.headers.get('location') ?? '');
    expect([answer.status, target.pathname]).toEqual([302, '/dashboard']);
    expect(answer.headers.getSetCookie().some((set) => /^cb_refresh=[^;]+;/.test(set))).toBe(true);
    const me = await call('GET', '/api/auth/me', { token: target.searchParams.get('token') ?? '' });
    expect(me.body.user).toMatchObject({ email: newcomer.email, name: 'Grace Hopper', role: 'user', emailVerified: true });
  });

  it('CB-1.9 Google OAuth Callback answers 400 to a browser that did not begin it', async () => {
    provider.who = newcomer;
    const { path } = await browse();
    for (const cookie of ['', 'cb_oauth_state=another']) expect((await get(path, cookie)).status).toBe(400);
  });

  it('CB-1.9 Google OAuth Callback answers 400 to a request whose line names a host that is none', async () => {
    const { hostname, port } = new URL(gatewayUrl(0));
    const status = await new Promise((resolve, reject) => {
      const path = 'http://[/api/auth/callback/google?state=x';
      getRaw({ hostname, port, path, agent: false }, ({ statusCode }) => resolve(statusCode)).on('error', reject);
    });
    expect(status).toBe(400);
  });

  it('CB-1.9 Google OAuth Callback redirects to the login page with the reason when refused', async () => {
    const person = await registerVerified('linked');
    provider.who = { ...newcomer, sub: uniqueName('google'), email: person.email, email_verified: false };
    const { path, cookie } = await browse();
    expect((await get(path, cookie)).headers.get('location')).toMatch(/\/login\?error=EMAIL_UNVERIFIED$/);
    expect((await get(path, cookie)).headers.get('location')).toMatch(/\/login\?error=OAUTH_FAILED$/);
  });
});
