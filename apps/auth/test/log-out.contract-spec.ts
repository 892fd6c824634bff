import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, type Dialect, type SessionId } from '@parley/contracts';
import { ExpireSessions } from '../src/session/expire-sessions.use-case.js';
import { AuthHarness, type Person } from './auth.harness.js';

describe('ending sessions', () => {
  let harness: AuthHarness;
  let ada: Person;
  beforeAll(async () => {
    harness = await AuthHarness.start({ isUserUp: true });
    ada = await harness.verified('v1');
  });
  afterAll(() => harness.close());

  const logOut = ({ session }: auth.LogIn, dialect: Dialect) =>
    harness.bus.call(auth.logOut, { userId: ada.account.userId, sessionId: session.sessionId, dialect });
  const idsSince = async (since: number): Promise<readonly SessionId[]> =>
    (await harness.bus.call(auth.listRevocations, { since })).sessions.map(({ sessionId }) => sessionId);
  const told = (sessionId: SessionId) => {
    const isIt = ({ revocations }: { readonly revocations: readonly auth.Revocation[] }) => revocations.some((one) => one.sessionId === sessionId);
    return Promise.all([harness.bus.event(auth.sessionsRevoked, isIt), harness.bus.signal(auth.sessionsRevokedNow, isIt)]);
  };

  it.each(['chatrooms', 'v1', 'umoc'] as const)('C21: a %s log-out ends that session alone, told by event and signal', async (dialect) => {
    const [ended, other] = [await ada.logIn(dialect), await ada.logIn(dialect)];
    expect(await logOut(ended, dialect)).toBeNull();
    expect(await harness.revokeReason(ended.session.sessionId)).toBe('logout');
    expect(await harness.revokeReason(other.session.sessionId)).toBeNull();
    const [event, signal] = await told(ended.session.sessionId);
    expect(event.origin).toEqual({ userId: ada.account.userId, sessionId: ended.session.sessionId, dialect });
    expect(signal).toEqual(event.payload);
    const [revocation] = signal.revocations;
    expect(revocation).toEqual({ sessionId: ended.session.sessionId, userId: ada.account.userId, reason: 'logout', forgetAt: expect.any(Number) });
    const lastToken = Date.now() + ended.session.accessTtlSeconds * 1_000;
    expect(revocation?.forgetAt).toBeGreaterThan(lastToken);
    expect(revocation?.forgetAt).toBeLessThan(lastToken + 70_000);
  });

  it('C21: a ConnectBest log-out ends all ConnectBest sessions, and none of another dialect', async () => {
    const [one, two, other] = [await ada.logIn('connectbest'), await ada.logIn('connectbest'), await ada.logIn('chatrooms')];
    await logOut(one, 'connectbest');
    for (const { session } of [one, two]) expect(await harness.revokeReason(session.sessionId)).toBe('logout');
    expect(await harness.revokeReason(other.session.sessionId)).toBeNull();
    await told(two.session.sessionId);
  });

  it.each(['chatrooms', 'v1', 'umoc'] as const)('C21: in %s a ConnectBest session ends alone, too: the dialect acted in decides', async (dialect) => {
    const [ended, other] = [await ada.logIn('connectbest'), await ada.logIn('connectbest')];
    await logOut(ended, dialect);
    expect(await harness.revokeReason(ended.session.sessionId)).toBe('logout');
    expect(await harness.revokeReason(other.session.sessionId)).toBeNull();
  });

  it('C21: in ConnectBest a session of another dialect ends with all of ConnectBest, and no other of its own dialect', async () => {
    const [ended, own, other] = [await ada.logIn('v1'), await ada.logIn('connectbest'), await ada.logIn('v1')];
    await logOut(ended, 'connectbest');
    for (const { session } of [ended, own]) expect(await harness.revokeReason(session.sessionId)).toBe('logout');
    expect(await harness.revokeReason(other.session.sessionId)).toBeNull();
  });

  it('C18: one that still owes the second factor ends itself alone', async () => {
    const [pending, other] = [await ada.logIn('v1'), await ada.logIn('connectbest')];
    await harness.database.query(`UPDATE session SET mfa = 'pending' WHERE id = $1`, [pending.session.sessionId]);
    await logOut(pending, 'connectbest');
    expect(await harness.revokeReason(pending.session.sessionId)).toBe('logout');
    expect(await harness.revokeReason(other.session.sessionId)).toBeNull();
  });

  it('is idempotent, and ends nothing of somebody else', async () => {
    const mine = await ada.logIn('v1');
    await logOut(mine, 'v1');
    await logOut(mine, 'v1');
    const theirs = await (await harness.account('v1', {})).logIn('v1');
    for (const dialect of ['v1', 'connectbest'] as const) expect(await logOut(theirs, dialect)).toBeNull();
    expect(await harness.revokeReason(theirs.session.sessionId)).toBeNull();
    await told(mine.session.sessionId);
    const events = harness.bus.eventsOf(auth.sessionsRevoked).filter(({ payload }) => payload.revocations[0]?.sessionId === mine.session.sessionId);
    expect(events).toHaveLength(1);
  });

  it('listRevocations: from 0 all that matter, then what is new', async () => {
    const before = await ada.logIn('v1');
    await logOut(before, 'v1');
    const { sessions, until } = await harness.bus.call(auth.listRevocations, { since: 0 });
    expect(sessions).toContainEqual({
      sessionId: before.session.sessionId,
      userId: ada.account.userId,
      reason: 'logout',
      forgetAt: expect.any(Number),
    });
    expect(until).toBeLessThanOrEqual(Date.now());
    const after = await ada.logIn('v1');
    await logOut(after, 'v1');
    expect(await idsSince(until)).toContain(after.session.sessionId);
    expect((await harness.bus.call(auth.listRevocations, { since: Date.now() + 60_000 })).sessions).toEqual([]);
  });

  it('listRevocations: forgets a session whose last token is dead', async () => {
    const ended = await ada.logIn('v1');
    await logOut(ended, 'v1');
    await harness.database.query(
      `UPDATE session SET revoked_at = now() - interval '1 hour', access_expires_at = now() - interval '61 seconds' WHERE id = $1`,
      [ended.session.sessionId],
    );
    expect(await idsSince(0)).not.toContain(ended.session.sessionId);
  });

  it('A-UM-03: sessions past their time are ended and told, each once, also by replicas that race', async () => {
    const [late, live] = [await ada.logIn('umoc'), await ada.logIn('umoc')];
    await harness.database.query('UPDATE session SET expires_at = now(), access_expires_at = now() WHERE id = $1', [late.session.sessionId]);
    const expire = harness.app.get(ExpireSessions, { strict: false });
    const ended = await Promise.all([expire.execute(), expire.execute()]);
    expect(ended[0] + ended[1]).toBe(1);
    expect(await harness.revokeReason(late.session.sessionId)).toBe('expired');
    expect(await harness.revokeReason(live.session.sessionId)).toBeNull();
    await told(late.session.sessionId);
    expect(await idsSince(0)).toContain(late.session.sessionId);
  });
});
