import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth } from '@parley/contracts';
import { decodeJwt } from 'jose';
import { AuthHarness, client, type Person } from './auth.harness.js';

describe('auth.refreshSession', () => {
  let harness: AuthHarness;
  let ada: Person;
  beforeAll(async () => {
    harness = await AuthHarness.start({ isUserUp: true });
    ada = await harness.verified('v1');
  });
  afterAll(() => harness.close());

  const invalid = { code: 'REFRESH_TOKEN_INVALID' };
  const refresh = (refreshToken: string | null) => harness.bus.call(auth.refreshSession, { refreshToken: refreshToken ?? '' });

  it.each([
    ['chatrooms', 1_800],
    ['v1', 3_600],
  ] as const)('A-RC-28, A-V1-04: in %s gives a new access token of the same session, and no new refresh token', async (dialect, seconds) => {
    const { session } = await ada.logIn(dialect);
    for (let use = 1; use <= 2; use++) {
      const renewed = await refresh(session.refreshToken);
      expect(renewed).toMatchObject({ sessionId: session.sessionId, refreshToken: null, refreshTtlSeconds: null, accessTtlSeconds: seconds });
      expect(renewed.expiresAt).toBe(session.expiresAt);
      expect(renewed.accessToken).not.toBe(session.accessToken);
      expect(decodeJwt(renewed.accessToken)).toMatchObject({ sid: session.sessionId, dia: dialect, sub: ada.account.userId });
    }
  });

  it('A-CB-03: in ConnectBest rotates, for 30 days more', async () => {
    const { session } = await ada.logIn('connectbest');
    await harness.database.query(`UPDATE session SET expires_at = now() + interval '1 day' WHERE id = $1`, [session.sessionId]);
    const second = await refresh(session.refreshToken);
    expect(second).toMatchObject({ sessionId: session.sessionId, refreshTtlSeconds: 2_592_000, refreshToken: expect.stringMatching(/^[\w-]{43}$/) });
    expect(second.refreshToken).not.toBe(session.refreshToken);
    expect((Date.parse(second.expiresAt) - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
    expect((await refresh(second.refreshToken)).sessionId).toBe(session.sessionId);
  });

  it('A-CB-03: a second use of a rotated token ends the session, its newest token included', async () => {
    const { session } = await ada.logIn('connectbest');
    const other = await ada.logIn('connectbest');
    const second = await refresh(session.refreshToken);
    await expect(refresh(session.refreshToken)).rejects.toMatchObject(invalid);
    expect(await harness.revokeReason(session.sessionId)).toBe('reuse');
    await expect(refresh(second.refreshToken)).rejects.toMatchObject(invalid);
    const isIt = ({ revocations }: { readonly revocations: readonly auth.Revocation[] }) => revocations[0]?.sessionId === session.sessionId;
    expect((await harness.bus.event(auth.sessionsRevoked, isIt)).payload.revocations).toMatchObject([{ reason: 'reuse' }]);
    await harness.bus.signal(auth.sessionsRevokedNow, isIt);
    expect((await refresh(other.session.refreshToken)).sessionId).toBe(other.session.sessionId);
  });

  it('A-CB-03: of two uses at once one is a reuse', async () => {
    const { session } = await ada.logIn('connectbest');
    const results = await Promise.allSettled([refresh(session.refreshToken), refresh(session.refreshToken)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await harness.revokeReason(session.sessionId)).toBe('reuse');
  });

  it('carries what the account has become', async () => {
    const person = await harness.account('v1', {});
    const { session } = await person.logIn('v1');
    await harness.database.query(`UPDATE account SET role = 'admin' WHERE user_id = $1`, [person.account.userId]);
    expect(decodeJwt((await refresh(session.refreshToken)).accessToken)).toMatchObject({ role: 'admin' });
  });

  it('REFRESH_TOKEN_INVALID: nonsense, after a log-out, past its time, for a deleted user', async () => {
    await expect(refresh('nonsense')).rejects.toMatchObject(invalid);
    const person = await harness.account('v1', {});
    const [ended, late, deleted] = [await person.logIn('v1'), await person.logIn('chatrooms'), await person.logIn('v1')];
    await harness.bus.call(auth.logOut, { userId: person.account.userId, sessionId: ended.session.sessionId, dialect: 'v1' });
    await expect(refresh(ended.session.refreshToken)).rejects.toMatchObject(invalid);
    await harness.database.query('UPDATE refresh_token SET expires_at = now() WHERE session_id = $1', [late.session.sessionId]);
    await expect(refresh(late.session.refreshToken)).rejects.toMatchObject(invalid);
    await harness.database.query(`UPDATE account SET state = 'deleted' WHERE user_id = $1`, [person.account.userId]);
    await expect(refresh(deleted.session.refreshToken)).rejects.toMatchObject(invalid);
  });

  it('ACCOUNT_SUSPENDED, and the log of attempts with the client that was told', async () => {
    const person = await harness.account('v1', {});
    const { session } = await person.logIn('v1');
    await harness.database.query(`UPDATE account SET state = 'suspended' WHERE user_id = $1`, [person.account.userId]);
    const refused = harness.bus.call(auth.refreshSession, { refreshToken: session.refreshToken ?? '', client: client('v1') });
    await expect(refused).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
    const [row] = await harness.database.query(`SELECT kind, outcome, user_id, ip FROM auth_attempt WHERE identifier = $1 AND kind = 'refresh'`, [
      person.account.username,
    ]);
    expect(row).toEqual({ kind: 'refresh', outcome: 'ACCOUNT_SUSPENDED', user_id: person.account.userId, ip: '192.0.2.7' });
  });
});
