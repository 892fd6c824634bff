import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, dialects } from '@parley/contracts';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { AuthHarness, client, password, type Person } from './auth.harness.js';

describe('auth.logIn', () => {
  let harness: AuthHarness;
  let ada: Person;
  beforeAll(async () => {
    harness = await AuthHarness.start({ isUserUp: true });
    ada = await harness.verified('v1');
  });
  afterAll(() => harness.close());

  const attempt = (identifier: string, given: Partial<auth.LogInInput>) =>
    harness.bus.call(auth.logIn, { client: client('chatrooms'), identifier, password, code: null, ...given });
  const setState = (person: Person, state: string) =>
    harness.database.query('UPDATE account SET state = $2 WHERE user_id = $1', [person.account.userId, state]);

  const waiting = () => harness.database.lockWaits();

  it.each(dialects)('opens a %s session, stores it, its token hashed, and notes the log-in', async (dialect) => {
    const { account, session } = await ada.logIn(dialect);
    expect(account).toMatchObject({ userId: ada.account.userId, lastLoginAt: expect.stringMatching(/Z$/) });
    const [row] = await harness.database.query<{ seconds: number; text: string }>(
      `SELECT extract(epoch FROM expires_at - created_at)::int AS seconds, session::text AS text FROM session WHERE id = $1 AND dialect = $2`,
      [session.sessionId, dialect],
    );
    const day = 86_400;
    const expected = { connectbest: 30 * day, reals2chat: 30 * day, chatrooms: 7 * day, v1: 30 * day, umoc: day };
    expect(row?.seconds).toBe(expected[dialect]);
    expect(session.refreshTtlSeconds).toBe(dialect === 'umoc' ? null : expected[dialect]);
    expect(session.sessionToken === null).toBe(dialect !== 'umoc');
    const stored = await harness.database.query<{ text: string }>('SELECT refresh_token::text AS text FROM refresh_token WHERE session_id = $1', [
      session.sessionId,
    ]);
    expect(stored).toHaveLength(dialect === 'umoc' ? 0 : 1);
    for (const secret of [session.refreshToken, session.sessionToken]) {
      if (secret !== null) for (const { text } of [...stored, { text: row?.text ?? '' }]) expect(text).not.toContain(secret);
    }
  });

  it('C15: takes the e-mail or the username, in any case', async () => {
    for (const identifier of [ada.identifier.toUpperCase(), ada.account.username.toUpperCase()]) {
      expect((await attempt(identifier, {})).account.userId).toBe(ada.account.userId);
    }
  });

  it('says who it is as soon as user has told of the profile, and never an older copy', async () => {
    const eve = await harness.verified('v1');
    const { userId } = eve.account;
    const profile = async () => (await attempt(eve.identifier, {})).profile;
    const tell = (displayName: string, avatarUrl: string | null, updatedAt: string) =>
      harness.bus.call(auth.mirrorProfile, { userId, displayName, avatarUrl, updatedAt });
    expect(await profile()).toBeNull();
    await tell('Eve', 'https://example.com/e.png', '2026-01-02T00:00:00.000Z');
    await tell('Eva', null, '2026-01-01T00:00:00.000Z');
    expect(await profile()).toEqual({ displayName: 'Eve', avatarUrl: 'https://example.com/e.png' });
    await tell('Evelyn', null, '2026-01-03T00:00:00.000Z');
    expect(await profile()).toEqual({ displayName: 'Evelyn', avatarUrl: null });
  });

  it('CREDENTIALS_WRONG: wrong password and unknown user, by name or address, look alike and are logged', async () => {
    const unknown = `nobody_${harness.unique}`;
    const failures = [];
    for (const [identifier, given] of [
      [ada.identifier, 'Wrong-horse-7'],
      [unknown, password],
      [`${unknown}@example.com`, password],
    ] as const) {
      failures.push(await attempt(identifier, { password: given }).catch((error: unknown) => error));
    }
    expect(failures).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ code: 'CREDENTIALS_WRONG', details: {} })));
    expect((await harness.attempts(ada.identifier)).at(-1)).toEqual(['log-in', 'CREDENTIALS_WRONG']);
    const [row] = await harness.database.query('SELECT user_id, dialect, ip, outcome FROM auth_attempt WHERE identifier = $1', [unknown]);
    expect(row).toEqual({ user_id: null, dialect: 'chatrooms', ip: '192.0.2.7', outcome: 'CREDENTIALS_WRONG' });
  });

  it('C20: a password of more than 72 bytes is not cut', async () => {
    const long = `${'é'.repeat(40)}-the-tail`;
    const { identifier } = await harness.account('v1', { password: long });
    expect((await attempt(identifier, { password: long })).account.email).toBe(identifier);
    await expect(attempt(identifier, { password: `${'é'.repeat(40)}-another` })).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
    await expect(attempt(identifier, { password: 'é'.repeat(36) })).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
  });

  it('EMAIL_UNVERIFIED: in ConnectBest alone', async () => {
    const { identifier, logIn } = await harness.account('connectbest', {});
    await expect(logIn('connectbest')).rejects.toMatchObject({ code: 'EMAIL_UNVERIFIED' });
    for (const dialect of ['chatrooms', 'v1', 'umoc'] as const) expect((await logIn(dialect)).session.mfa).toBe('none');
    expect(await harness.attempts(identifier)).toContainEqual(['log-in', 'EMAIL_UNVERIFIED']);
  });

  it('ACCOUNT_SUSPENDED: in every dialect, but told to the right password only (C16)', async () => {
    const person = await harness.verified('v1');
    await setState(person, 'suspended');
    for (const dialect of dialects) await expect(person.logIn(dialect)).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
    await expect(attempt(person.identifier, { password: 'Wrong-horse-7' })).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
    expect(await harness.database.query('SELECT 1 FROM session WHERE user_id = $1', [person.account.userId])).toEqual([]);
  });

  it('knows no deleted account', async () => {
    const person = await harness.verified('v1');
    await setState(person, 'deleted');
    await expect(person.logIn('v1')).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
  });

  it.each([
    ['chatrooms', 'is suspended', `state = 'suspended'`],
    ['v1', 'is suspended', `state = 'suspended'`],
    ['umoc', 'is suspended', `state = 'suspended'`],
    ['v1', 'gets another password', `password_hash = 'another'`],
    ['umoc', 'gets another password', `password_hash = 'another'`],
  ] as const)('%s: opens nothing for an account that %s while its password is checked', async (dialect, _what, change) => {
    const person = await harness.verified('v1');
    const other = new pg.Client(harness.database.url);
    await other.connect();
    await other.query('BEGIN');
    await other.query(`UPDATE account SET ${change} WHERE user_id = $1`, [person.account.userId]);
    const logIn = person.logIn(dialect, 'phone').catch(({ code }: { readonly code: string }) => code);
    await eventually(async () => expect(await waiting()).toHaveLength(1), 5_000);
    await other.query('COMMIT');
    await other.end();
    expect(await logIn).toBe('CREDENTIALS_WRONG');
    expect(await harness.database.query('SELECT 1 FROM session WHERE user_id = $1', [person.account.userId])).toEqual([]);
    expect(await harness.attempts(person.identifier)).toContainEqual(['log-in', 'CREDENTIALS_WRONG']);
  });

  it.each(['chatrooms', 'v1'] as const)(
    '%s: opens nothing without the second factor that is switched on while its password is checked',
    async (dialect) => {
      const person = await harness.verified('v1');
      const other = new pg.Client(harness.database.url);
      await other.connect();
      await other.query('BEGIN');
      // Its credentials are read, its limits are not: there it waits.
      await other.query('LOCK TABLE auth_attempt');
      const logIn = person.logIn(dialect, 'phone').catch(({ code }: { readonly code: string }) => code);
      await eventually(async () => expect(await waiting()).toHaveLength(1), 5_000);
      await harness.bus.call(auth.enableSmsFactor, { userId: person.account.userId, phone: '+4915199999999' });
      await other.query('COMMIT');
      await other.end();
      expect(await logIn).toBe('CREDENTIALS_WRONG');
      expect(await harness.database.query('SELECT 1 FROM session WHERE user_id = $1', [person.account.userId])).toEqual([]);
    },
  );

  it('lets nobody in by password where there is none', async () => {
    const person = await harness.verified('v1');
    await harness.database.query('UPDATE account SET password_hash = NULL WHERE user_id = $1', [person.account.userId]);
    await expect(person.logIn('v1')).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
  });

  it('A-V1-03: a v1 log-in replaces the session of the same device, and no other', async () => {
    const person = await harness.account('v1', {});
    const [phone, tablet, none] = [await person.logIn('v1', 'phone'), await person.logIn('v1', 'tablet'), await person.logIn('v1')];
    const [again] = await Promise.all([person.logIn('v1', 'phone'), person.logIn('v1')]);
    expect(await harness.revokeReason(phone.session.sessionId)).toBe('replaced');
    for (const { session } of [tablet, none, again]) expect(await harness.revokeReason(session.sessionId)).toBeNull();
    await harness.bus.signal(auth.sessionsRevokedNow, ({ revocations }) => revocations[0]?.sessionId === phone.session.sessionId);
  });

  it('A-V1-03: replaces the session of a device whose name cannot be stored as it was sent, and one past its end that nobody has ended', async () => {
    const person = await harness.account('v1', {});
    const [odd, old] = [await person.logIn('v1', 'half \ud800'), await person.logIn('v1', 'old phone')];
    await harness.database.query('UPDATE session SET expires_at = now() WHERE id = $1', [old.session.sessionId]);
    for (const device of ['half \ud800', 'old phone']) await person.logIn('v1', device);
    for (const { session } of [odd, old]) expect(await harness.revokeReason(session.sessionId)).toBe('replaced');
  });
});
