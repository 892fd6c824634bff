import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth } from '@parley/contracts';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { AuthHarness } from './auth.harness.js';

describe('UMOC sessions', () => {
  let harness: AuthHarness;
  beforeAll(async () => void (harness = await AuthHarness.start({ isUserUp: true })));
  afterAll(() => harness.close());

  const age = (sessionId: string, interval: string) =>
    harness.database.query(
      `UPDATE session SET created_at = created_at - $2::interval, expires_at = expires_at - $2::interval,
              access_expires_at = access_expires_at - $2::interval WHERE id = $1`,
      [sessionId, interval],
    );
  const checked = ({ sessionId, sessionToken }: auth.IssuedSession) => harness.bus.call(auth.checkSession, { sessionId, token: sessionToken ?? '' });
  const hoursUntil = (time: string) => (Date.parse(time) - Date.now()) / 3_600_000;

  it('C14: the 4th ends the oldest, told by event and signal; sessions of other dialects do not count', async () => {
    const person = await harness.account('umoc', {});
    const other = await person.logIn('v1');
    const first = await person.logIn('umoc');
    await age(first.session.sessionId, '1 minute');
    const rest = [await person.logIn('umoc'), await person.logIn('umoc')];
    expect(await harness.revokeReason(first.session.sessionId)).toBeNull();
    rest.push(await person.logIn('umoc'));

    expect(await harness.revokeReason(first.session.sessionId)).toBe('replaced');
    for (const { session } of [other, ...rest]) expect(await harness.revokeReason(session.sessionId)).toBeNull();
    const revocation = { sessionId: first.session.sessionId, userId: person.account.userId, reason: 'replaced', forgetAt: expect.any(Number) };
    const isIt = ({ revocations }: { readonly revocations: readonly auth.Revocation[] }) => revocations[0]?.sessionId === first.session.sessionId;
    expect((await harness.bus.event(auth.sessionsRevoked, isIt)).payload).toEqual({ revocations: [revocation] });
    expect(await harness.bus.signal(auth.sessionsRevokedNow, isIt)).toEqual({ revocations: [revocation] });
    await expect(checked(first.session)).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
  });

  it('C14: one that has expired takes nobody’s place', async () => {
    const person = await harness.account('umoc', {});
    const older = [await person.logIn('umoc'), await person.logIn('umoc')];
    const expired = await person.logIn('umoc');
    await harness.database.query(`UPDATE session SET expires_at = now() WHERE id = $1`, [expired.session.sessionId]);
    await person.logIn('umoc');
    for (const { session } of older) expect(await harness.revokeReason(session.sessionId)).toBeNull();
  });

  it('holds three when log-ins race over two replicas', async () => {
    const person = await harness.account('umoc', {});
    const replica = await harness.startReplica();
    const sessions = await Promise.all(Array.from({ length: 16 }, () => person.logIn('umoc')));
    await replica.close();
    const reasons = await Promise.all(sessions.map(({ session }) => harness.revokeReason(session.sessionId)));
    expect(reasons.filter((reason) => reason === null)).toHaveLength(3);
    expect(reasons.filter((reason) => reason === 'replaced')).toHaveLength(13);
  });

  it('a log-in waits for one under way in another process: the row lock decides, not this process', async () => {
    const person = await harness.account('umoc', {});
    const other = new pg.Client(harness.database.url);
    await other.connect();
    await other.query('BEGIN');
    // As a log-in does; FOR UPDATE would be waited for by the foreign key of any new session.
    await other.query('UPDATE account SET last_login_at = now() WHERE user_id = $1', [person.account.userId]);
    const logIn = person.logIn('umoc');
    await eventually(async () => {
      const waiting = await harness.database.lockWaits();
      expect(waiting).toHaveLength(1);
    }, 5_000);
    await other.query('COMMIT');
    await other.end();
    expect((await logIn).account.userId).toBe(person.account.userId);
  });

  it('checkSession: answers the session of the pair and slides its end (A-UM-03)', async () => {
    const { account, logIn } = await harness.account('umoc', {});
    const { session } = await logIn('umoc');
    await age(session.sessionId, '20 hours');
    const known = await checked(session);
    expect(known).toEqual({
      sessionId: session.sessionId,
      userId: account.userId,
      dialect: 'umoc',
      role: 'user',
      email: account.email,
      mfa: 'none',
      expiresAt: expect.any(String),
    });
    expect(hoursUntil(known.expiresAt)).toBeCloseTo(24, 1);
  });

  it('checkSession: not beyond 30 days', async () => {
    const { session } = await (await harness.account('umoc', {})).logIn('umoc');
    await harness.database.query(`UPDATE session SET created_at = now() - interval '29 days 12 hours' WHERE id = $1`, [session.sessionId]);
    expect(hoursUntil((await checked(session)).expiresAt)).toBeCloseTo(12, 1);
  });

  it('TOKEN_INVALID: a token of another session, a refresh token, an unknown session', async () => {
    const { logIn } = await harness.account('umoc', {});
    const [one, two, jwt] = [await logIn('umoc'), await logIn('umoc'), await logIn('v1')];
    for (const [sessionId, token] of [
      [one.session.sessionId, two.session.sessionToken],
      [jwt.session.sessionId, jwt.session.refreshToken],
      [one.account.userId, one.session.sessionToken],
    ] as const) {
      const check = harness.bus.call(auth.checkSession, { sessionId: sessionId as auth.Session['sessionId'], token: token ?? '' });
      await expect(check).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    }
  });

  it('getSessionEnd: of a live session of the user, unprolonged; SESSION_REVOKED for any other (A-UM-07)', async () => {
    const [person, stranger] = [await harness.account('umoc', {}), await harness.account('umoc', {})];
    const { session } = await person.logIn('umoc');
    const endOf = ({ account }: typeof person) => harness.bus.call(auth.getSessionEnd, { userId: account.userId, sessionId: session.sessionId });
    await age(session.sessionId, '1 hour');
    expect(hoursUntil((await endOf(person)).expiresAt)).toBeCloseTo(23, 1);
    expect(hoursUntil((await endOf(person)).expiresAt)).toBeCloseTo(23, 1);
    await expect(endOf(stranger)).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
    await age(session.sessionId, '23 hours');
    await expect(endOf(person)).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
  });

  it('SESSION_REVOKED: after its time, after a log-out, and for a suspended user', async () => {
    const { account, logIn } = await harness.account('umoc', {});
    const [late, ended, last] = [await logIn('umoc'), await logIn('umoc'), await logIn('umoc')];
    await age(late.session.sessionId, '25 hours');
    await harness.bus.call(auth.logOut, { userId: account.userId, sessionId: ended.session.sessionId, dialect: 'umoc' });
    await expect(checked(late.session)).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
    await expect(checked(ended.session)).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
    await checked(last.session);
    await harness.database.query(`UPDATE account SET state = 'suspended' WHERE user_id = $1`, [account.userId]);
    await expect(checked(last.session)).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
  });
});
