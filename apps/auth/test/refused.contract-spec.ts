import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, newId, user } from '@parley/contracts';
import { OpenIdProviderServer } from '@parley/testing';
import { AuthHarness, client, password, wrongCode } from './auth.harness.js';

const redirectUri = 'http://127.0.0.1/api/auth/callback/google';

describe('what auth refuses', () => {
  let harness: AuthHarness;
  // Guesses are counted as in earnest.
  beforeAll(async () => {
    harness = await AuthHarness.start({ isUserUp: true, rateLimitScale: 1 });
    harness.bus.answer(user.eraseProfile, () => null);
  }, 60_000);
  afterAll(() => harness.close());

  const codeOf = (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'granted',
      ({ code }: { readonly code: string }) => code,
    );

  it('USER_NOT_FOUND: a second factor of nobody, and of somebody deleted', async () => {
    const { account } = await harness.account('v1', {});
    await harness.bus.call(auth.deleteAccount, { actor: null, userId: account.userId });
    for (const userId of [account.userId, newId<'user'>()]) {
      expect(await codeOf(harness.bus.call(auth.enableTotp, { userId }))).toBe('USER_NOT_FOUND');
      expect(await codeOf(harness.bus.call(auth.enableSmsFactor, { userId, phone: '+491701234567' }))).toBe('USER_NOT_FOUND');
    }
    expect(await harness.database.query('SELECT 1 FROM second_factor')).toEqual([]);
  });

  it('RATE_LIMITED: ten wrong proofs close both ways of disabling a factor, to the right proof too', async () => {
    const { account } = await harness.account('v1', {});
    const { userId } = account;
    await harness.bus.call(auth.enableTotp, { userId });
    await harness.bus.call(auth.enableSmsFactor, { userId, phone: '+491701234568' });
    for (let n = 0; n < 10; n++)
      expect(await codeOf(harness.bus.call(auth.disableSmsFactor, { userId, password: 'Wrong-horse-7', client: client('v1') }))).toBe(
        'CREDENTIALS_WRONG',
      );
    expect(await codeOf(harness.bus.call(auth.disableSmsFactor, { userId, password, client: client('v1') }))).toBe('RATE_LIMITED');
    expect(await codeOf(harness.bus.call(auth.disableTotp, { userId, code: wrongCode('123456'), client: client('v1') }))).toBe('RATE_LIMITED');
    expect(await harness.database.query('SELECT kind FROM second_factor WHERE user_id = $1 ORDER BY kind', [userId])).toHaveLength(2);
  }, 30_000);

  it('USER_NOT_FOUND: nobody cannot be made an admin', async () => {
    expect(await codeOf(harness.bus.call(auth.makeAdmin, { userId: newId<'user'>() }))).toBe('USER_NOT_FOUND');
  });

  it('SERVICE_UNAVAILABLE: sign-in with a provider while none is configured', async () => {
    expect(await codeOf(harness.bus.call(auth.startOAuth, { redirectUri }))).toBe('SERVICE_UNAVAILABLE');
  });
});

describe('a sign-in whose provider goes away', () => {
  it('SERVICE_UNAVAILABLE: begun at one process, finished at another that never found the provider', async () => {
    const provider = await OpenIdProviderServer.start(0);
    const harness = await AuthHarness.start({ isUserUp: true, oidcIssuer: provider.issuer });
    const { authorizationUrl } = await harness.bus.call(auth.startOAuth, { redirectUri });
    const callbackUrl = (await fetch(authorizationUrl, { redirect: 'manual' })).headers.get('location') ?? '';
    const replica = await harness.startReplica();
    await harness.app.close();
    await provider.close();
    const finish = harness.bus.call(auth.finishOAuth, { callbackUrl, client: client('connectbest') });
    await expect(finish).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await replica.close();
    await harness.bus.close();
    await harness.database.close();
  }, 60_000);
});
