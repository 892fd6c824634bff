import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { eventually, OpenIdProviderServer, type Somebody } from '@parley/testing';
import { OpenOAuthSession } from '../src/oauth/open-oauth-session.use-case.js';
import { AuthHarness, client, password } from './auth.harness.js';

const redirectUri = 'http://localhost:8000/api/auth/callback/google';
let count = 0;

describe('auth.startOAuth and auth.finishOAuth (CB-1.9)', () => {
  let provider: OpenIdProviderServer;
  let harness: AuthHarness;
  beforeAll(async () => {
    provider = await OpenIdProviderServer.start(0);
    harness = await AuthHarness.start({ isUserUp: true, oidcIssuer: provider.issuer });
  });
  afterAll(async () => {
    await harness.close();
    await provider.close();
  });

  const somebody = (given: Partial<Somebody>): Somebody => {
    const sub = `${harness.unique}${++count}`;
    return { sub, email: `g${sub}@example.com`, email_verified: true, name: 'Grace Hopper', ...given };
  };
  /** As a browser does it: to the provider, and back with a code. */
  const browse = async (who: Somebody): Promise<URL> => {
    const { authorizationUrl, state } = await harness.bus.call(auth.startOAuth, { redirectUri });
    provider.who = who;
    const back = new URL((await fetch(authorizationUrl, { redirect: 'manual' })).headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe(state);
    return back;
  };
  const finish = (back: URL) => harness.bus.call(auth.finishOAuth, { callbackUrl: back.href, client: client('connectbest') });
  const signIn = async (who: Somebody) => finish(await browse(who));
  const refused = { code: 'OAUTH_FAILED' };

  it('makes an account for somebody new: verified, without a password, with a profile', async () => {
    const who = somebody({});
    const { account, session } = await signIn(who);
    expect(account).toMatchObject({ email: who.email, isEmailVerified: true, role: 'user', state: 'active' });
    expect(session).toMatchObject({ mfa: 'none', refreshToken: expect.any(String) });
    expect(harness.profiles).toContainEqual(expect.objectContaining({ userId: account.userId, displayName: 'Grace Hopper', email: who.email }));
    await harness.bus.event(auth.accountRegistered, (payload) => payload.account.userId === account.userId);
    const logIn = harness.bus.call(auth.logIn, { client: client('v1'), identifier: who.email, password, code: null });
    await expect(logIn).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
    expect(await harness.attempts(who.email)).toContainEqual(['oauth', 'success']);
  });

  it('C11 a name of more than 100 characters is shortened, no character of it cut in half', async () => {
    const { account } = await signIn(somebody({ name: `x${'🎉'.repeat(120)}` }));
    const displayName = `x${'🎉'.repeat(99)}`;
    expect(harness.profiles).toContainEqual(expect.objectContaining({ userId: account.userId, displayName }));
    const { payload } = await harness.bus.event(auth.accountRegistered, (one) => one.account.userId === account.userId);
    expect(payload.profile.displayName).toBe(displayName);
  });

  it('knows somebody again by the subject, whatever the address, and keeps the profile up to date', async () => {
    const who = somebody({});
    const first = await signIn(who);
    const again = await signIn({ ...who, email: 'another@example.com', email_verified: false, name: 'Rear Admiral Hopper' });
    expect(again.account.userId).toBe(first.account.userId);
    const rows = await harness.database.query('SELECT email, profile FROM oauth_identity WHERE subject = $1', [who.sub]);
    expect(rows).toEqual([{ email: 'another@example.com', profile: { name: 'Rear Admiral Hopper', picture: null } }]);
  });

  it('links a verified account of the same address, whose password and sessions stay', async () => {
    const person = await harness.verified('connectbest');
    const { session } = await person.logIn('connectbest');
    expect((await signIn(somebody({ email: person.identifier.toUpperCase() }))).account.userId).toBe(person.account.userId);
    expect(await harness.revokeReason(session.sessionId)).toBeNull();
    expect((await person.logIn('connectbest')).account.userId).toBe(person.account.userId);
  });

  it('takes an unverified account of the address from whoever registered it in advance', async () => {
    const person = await harness.account('v1', {});
    const { session } = await person.logIn('v1');
    const { userId } = person.account;
    await harness.bus.call(auth.enableSmsFactor, { userId, phone: '+4915100000004' });
    const { account, session: opened } = await signIn(somebody({ email: person.identifier }));
    expect(account).toMatchObject({ userId, isEmailVerified: true });
    expect([opened.mfa, await harness.revokeReason(session.sessionId)]).toEqual(['none', 'password']);
    await expect(person.logIn('v1')).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
  });

  it('EMAIL_UNVERIFIED: an address that the provider has not verified opens nothing', async () => {
    const person = await harness.verified('connectbest');
    for (const email of [person.identifier, `new_${harness.unique}@example.com`])
      await expect(signIn(somebody({ email, email_verified: false }))).rejects.toMatchObject({ code: 'EMAIL_UNVERIFIED' });
  });

  it('ACCOUNT_SUSPENDED; and a second factor is still asked for (C18)', async () => {
    const person = await harness.verified('connectbest');
    const who = somebody({ email: person.identifier });
    await harness.bus.call(auth.enableSmsFactor, { userId: person.account.userId, phone: '+4915155555555' });
    const { session } = await signIn(who);
    expect(session.mfa).toBe('pending');
    await harness.bus.call(auth.suspendAccount, { actor: null, userId: person.account.userId, reason: 'spam' });
    await expect(signIn(who)).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
  });

  it('C18: a second factor that becomes active while somebody signs in is asked for, too', async () => {
    const { account } = await harness.verified('connectbest');
    const { opening } = await harness.app.get(Transactions, { strict: false }).run(async (tx) => {
      await tx.query('SELECT 1 FROM account WHERE user_id = $1 FOR UPDATE', [account.userId]);
      const opening = harness.app.get(OpenOAuthSession, { strict: false }).execute(account, client('connectbest'));
      await eventually(async () => expect(await harness.database.lockWaits()).toHaveLength(1), 5_000);
      await tx.query(`INSERT INTO second_factor (user_id, kind, sealed, is_active) VALUES ($1, 'totp', 'sealed', true)`, [account.userId]);
      return { opening };
    });
    expect((await opening).session.mfa).toBe('pending');
  });

  it('OAUTH_FAILED: a state used twice, unknown or too old, a false code, a false nonce', async () => {
    const back = await browse(somebody({}));
    await finish(back);
    await expect(finish(back)).rejects.toMatchObject(refused);
    const unknown = await browse(somebody({}));
    unknown.searchParams.set('state', 'not-ours');
    await expect(finish(unknown)).rejects.toMatchObject(refused);
    const late = await browse(somebody({}));
    await harness.database.query('UPDATE oauth_state SET expires_at = now()');
    await expect(finish(late)).rejects.toMatchObject(refused);
    const forged = await browse(somebody({}));
    forged.searchParams.set('code', 'guessed');
    await expect(finish(forged)).rejects.toMatchObject(refused);
    provider.falseNonce = 'of another sign-in';
    await expect(signIn(somebody({}))).rejects.toMatchObject(refused);
    provider.falseNonce = null;
  });

  it('OAUTH_FAILED: a code that belongs to another sign-in does not fit its PKCE verifier', async () => {
    const [mine, stolen] = [await browse(somebody({})), await browse(somebody({}))];
    mine.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    await expect(finish(mine)).rejects.toMatchObject(refused);
  });
});
