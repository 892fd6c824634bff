import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, dialects, newId } from '@parley/contracts';
import { calculateJwkThumbprint, createLocalJWKSet, jwtVerify, type JWK } from 'jose';
import { AuthHarness, type Person } from './auth.harness.js';

describe('tokens', () => {
  let harness: AuthHarness;
  let ada: Person;
  let keys: readonly JWK[];
  beforeAll(async () => {
    harness = await AuthHarness.start({ isUserUp: true });
    ada = await harness.verified('v1');
    ({ keys } = await harness.bus.call(auth.getKeys, {}));
  });
  afterAll(() => harness.close());

  const verify = (token: string, audience: string) =>
    jwtVerify(token, createLocalJWKSet({ keys: [...keys] }), { algorithms: ['ES256'], issuer: 'parley', audience });

  it('auth.getKeys publishes the public half alone, named by its thumbprint', async () => {
    expect(keys).toEqual([
      { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String), kid: expect.any(String), alg: 'ES256', use: 'sig' },
    ]);
    expect(keys[0]?.kid).toBe(await calculateJwkThumbprint(keys[0] as JWK));
  });

  it.each([
    ['connectbest', 604_800],
    ['chatrooms', 1_800],
    ['v1', 3_600],
    ['umoc', 86_400],
    ['reals2chat', 604_800],
  ] as const)('C12, C13: a %s access token verifies, has the agreed claims, and lives %i s', async (dialect, seconds) => {
    const { session } = await ada.logIn(dialect);
    const { payload, protectedHeader } = await verify(session.accessToken, 'parley');
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'JWT', kid: keys[0]?.kid });
    expect(payload).toEqual({
      sub: ada.account.userId,
      sid: session.sessionId,
      dia: dialect,
      role: 'user',
      email: ada.account.email,
      mfa: 'none',
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + seconds,
      iss: 'parley',
      aud: 'parley',
    });
    expect(session.accessTtlSeconds).toBe(seconds);
    expect(Math.abs((payload.iat ?? 0) - Date.now() / 1_000)).toBeLessThan(10);
  });

  it('A-V1-04: a v1 refresh token is a JWT that no access check takes', async () => {
    const { session } = await ada.logIn('v1');
    const token = session.refreshToken ?? '';
    await expect(verify(token, 'parley')).rejects.toMatchObject({ code: 'ERR_JWT_CLAIM_VALIDATION_FAILED', claim: 'aud' });
    const { payload } = await verify(token, 'parley-refresh');
    expect(payload).toMatchObject({ typ: 'refresh', sub: ada.account.userId, sid: session.sessionId, exp: (payload.iat ?? 0) + 2_592_000 });
  });

  it('no access token is a refresh token', async () => {
    for (const dialect of dialects) {
      const { session } = await ada.logIn(dialect);
      await expect(harness.bus.call(auth.refreshSession, { refreshToken: session.accessToken })).rejects.toMatchObject({
        code: 'REFRESH_TOKEN_INVALID',
      });
    }
  });

  it('opaque refresh and session tokens have 256 bits', async () => {
    const tokens = [(await ada.logIn('connectbest')).session.refreshToken, (await ada.logIn('chatrooms')).session.refreshToken];
    tokens.push((await ada.logIn('umoc')).session.sessionToken);
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('auth.getAccount answers the account; USER_NOT_FOUND for a stranger and a deleted one', async () => {
    expect(await harness.bus.call(auth.getAccount, { userId: ada.account.userId })).toMatchObject({
      email: ada.account.email,
      isEmailVerified: true,
    });
    const { account } = await harness.account('v1', {});
    await harness.database.query(`UPDATE account SET state = 'deleted' WHERE user_id = $1`, [account.userId]);
    for (const userId of [account.userId, newId<'user'>()]) {
      await expect(harness.bus.call(auth.getAccount, { userId })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    }
  });
});
