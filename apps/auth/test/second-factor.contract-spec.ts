import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, notification, type Dialect } from '@parley/contracts';
import { unseal, unsealAddress } from '@parley/runtime';
import { eventually } from '@parley/testing';
import { generateSync } from 'otplib';
import { AuthHarness, client, password, wrongCode, type Person } from './auth.harness.js';

const phones = { first: '+4915112345678', other: '+4915187654321' };

describe('second factors (C18)', () => {
  let harness: AuthHarness;
  beforeAll(async () => void (harness = await AuthHarness.start({ isUserUp: true, rateLimitScale: 1 })));
  afterAll(() => harness.close());

  const logIn = ({ identifier }: Person, dialect: Dialect, code: string | null) =>
    harness.bus.call(auth.logIn, { client: client(dialect), identifier, password, code });
  const enableSms = ({ account }: Person, phone: string) => harness.bus.call(auth.enableSmsFactor, { userId: account.userId, phone });
  const verify = ({ account: { userId } }: Person, { session }: auth.LogIn, code: string) =>
    harness.bus.call(auth.verifySecondFactor, { userId, sessionId: session.sessionId, code, client: client('v1') });
  const mfaOf = async ({ session }: auth.LogIn) => (await harness.bus.call(auth.getSessionMfa, { sessionId: session.sessionId })).mfa;
  const code = (secret: string, step: number) => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * step });
  const texted = (phone: string, count: number): Promise<string> =>
    eventually(() => {
      const events = harness.bus.eventsOf(notification.smsRequested);
      expect(JSON.stringify(events)).not.toContain(phone);
      const sent = events.filter(({ payload }) => unsealAddress(harness.serverKey, payload.to) === phone);
      if (sent.length !== count) throw new Error(`${sent.length} texts to ${phone}`);
      return (JSON.parse(unseal(harness.serverKey, sent.at(-1)?.payload.sealed ?? '')) as { readonly code: string }).code;
    }, 5_000);
  /** A person with an active app. */
  const withApp = async () => {
    const person = await harness.verified('v1');
    const first = await logIn(person, 'v1', null);
    const enrolment = await harness.bus.call(auth.enableTotp, { userId: person.account.userId });
    await verify(person, first, code(enrolment.secret, -1));
    return { person, first, ...enrolment };
  };

  it('an app counts once a code of it was verified; then SECOND_FACTOR_ACTIVE', async () => {
    const person = await harness.verified('v1');
    const { userId } = person.account;
    const session = await logIn(person, 'v1', null);
    const [dropped, kept] = [await harness.bus.call(auth.enableTotp, { userId }), await harness.bus.call(auth.enableTotp, { userId })];
    expect(dropped.secret).not.toBe(kept.secret);
    await expect(verify(person, session, code(dropped.secret, 0))).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    expect((await logIn(person, 'chatrooms', null)).session.mfa).toBe('none');
    expect(await verify(person, session, code(kept.secret, 0))).toBeNull();
    await expect(harness.bus.call(auth.enableTotp, { userId })).rejects.toMatchObject({ code: 'SECOND_FACTOR_ACTIVE' });
    const [row] = await harness.database.query<{ text: string }>('SELECT second_factor::text AS text FROM second_factor WHERE user_id = $1', [
      userId,
    ]);
    expect(row?.text).not.toContain(kept.secret);
  });

  it('no dialect lets a password pass alone: v1 waits, the others refuse', async () => {
    const { person } = await withApp();
    for (const dialect of ['connectbest', 'chatrooms', 'umoc', 'reals2chat'] as const)
      await expect(logIn(person, dialect, null)).rejects.toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
    const pending = await logIn(person, 'v1', null);
    expect([pending.session.mfa, await mfaOf(pending)]).toEqual(['pending', 'pending']);
    expect((await harness.bus.call(auth.refreshSession, { refreshToken: pending.session.refreshToken ?? '' })).mfa).toBe('pending');
  });

  it('takes a code once, in log-ins of any dialect; wrong and repeated ones are refused and logged', async () => {
    const { person, secret } = await withApp();
    const now = code(secret, 0);
    expect((await logIn(person, 'connectbest', now)).session.mfa).toBe('passed');
    await expect(logIn(person, 'chatrooms', now)).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    expect((await logIn(person, 'umoc', code(secret, 1))).session.mfa).toBe('passed');
    expect(await harness.attempts(person.identifier)).toContainEqual(['log-in', 'SECOND_FACTOR_WRONG']);
  });

  it('lifts a pending session, for good; nobody lifts the session of somebody else', async () => {
    const { person, secret } = await withApp();
    const other = await withApp();
    const pending = await logIn(person, 'v1', null);
    await verify(other.person, pending, code(other.secret, 0));
    expect(await mfaOf(pending)).toBe('pending');
    await expect(verify(person, pending, wrongCode(code(secret, 0)))).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    await verify(person, pending, code(secret, 0));
    expect(await mfaOf(pending)).toBe('passed');
    expect((await harness.bus.call(auth.refreshSession, { refreshToken: pending.session.refreshToken ?? '' })).mfa).toBe('passed');
    await harness.bus.call(auth.logOut, { userId: person.account.userId, sessionId: pending.session.sessionId, dialect: 'v1' });
    await expect(mfaOf(pending)).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
    await expect(verify(person, pending, code(secret, 1))).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
  });

  it('a backup code stands in once, of two at the same time for one', async () => {
    const { person, backupCodes } = await withApp();
    expect(new Set(backupCodes).size).toBe(10);
    const [one = '', two = ''] = backupCodes;
    const outcomes = await Promise.allSettled([logIn(person, 'connectbest', one), logIn(person, 'connectbest', one)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await logIn(person, 'chatrooms', two)).session.mfa).toBe('passed');
  });

  it('A-CB-07: SMS is active at once; its first code is good for the next log-in, once', async () => {
    const person = await harness.verified('connectbest');
    await enableSms(person, phones.first);
    const sent = await texted(phones.first, 1);
    await expect(logIn(person, 'connectbest', null)).rejects.toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
    expect((await logIn(person, 'connectbest', sent)).session.mfa).toBe('passed');
    await expect(logIn(person, 'connectbest', sent)).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    await enableSms(person, phones.first);
    await expect(enableSms(person, phones.other)).rejects.toMatchObject({ code: 'SECOND_FACTOR_ACTIVE' });
    const rows = await harness.database.query<{ text: string }>('SELECT second_factor::text AS text FROM second_factor WHERE user_id = $1', [
      person.account.userId,
    ]);
    expect(rows).toEqual([{ text: expect.not.stringContaining(phones.first) }]);
    await texted(phones.first, 2);
  });

  it('takes no text for a code of an app that is only prepared, and a pending session no app but an active one', async () => {
    const person = await harness.verified('v1');
    const phone = '+4915100000003';
    const early = await logIn(person, 'v1', null);
    await enableSms(person, phone);
    await harness.bus.call(auth.enableTotp, { userId: person.account.userId });
    const sent = await texted(phone, 1);
    await expect(verify(person, early, sent)).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    const pending = await logIn(person, 'v1', null);
    await verify(person, pending, sent);
    expect(await mfaOf(pending)).toBe('passed');
  });

  it('A-CB-08: a log-in without the code texts a fresh one, at most one in 30 s', async () => {
    const person = await harness.verified('connectbest');
    const phone = '+4915100000001';
    await enableSms(person, phone);
    const first = await texted(phone, 1);
    await expect(logIn(person, 'connectbest', null)).rejects.toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
    await harness.database.query(`UPDATE verification_code SET sent_at = sent_at - interval '31 seconds' WHERE user_id = $1`, [
      person.account.userId,
    ]);
    const pending = await logIn(person, 'v1', null);
    const second = await texted(phone, 2);
    if (first !== second) await expect(verify(person, pending, first)).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    await verify(person, pending, second);
    expect(await mfaOf(pending)).toBe('passed');
  });

  it('A-CB-07: a code texted to a number that is no factor any more opens none that came after it', async () => {
    const person = await harness.verified('connectbest');
    const [before, after] = ['+4915100000005', '+4915100000006'];
    await enableSms(person, before);
    const stale = await texted(before, 1);
    await harness.bus.call(auth.disableSmsFactor, { userId: person.account.userId, password });
    await enableSms(person, after);
    await expect(logIn(person, 'connectbest', stale)).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    await harness.database.query(`UPDATE verification_code SET sent_at = sent_at - interval '31 seconds' WHERE user_id = $1`, [
      person.account.userId,
    ]);
    await expect(logIn(person, 'connectbest', null)).rejects.toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
    expect((await logIn(person, 'connectbest', await texted(after, 1))).session.mfa).toBe('passed');
  });

  it('A-CB-07: a code that was texted is good for five tries', async () => {
    const person = await harness.verified('connectbest');
    await enableSms(person, '+4915100000007');
    const pending = await logIn(person, 'v1', null);
    const right = await texted('+4915100000007', 1);
    for (const given of [...Array.from({ length: 5 }, () => (right === '000000' ? '000001' : '000000')), right])
      await expect(verify(person, pending, given)).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
  });

  it('RATE_LIMITED: ten wrong codes in 15 minutes close an account to every address', async () => {
    const { person, secret } = await withApp();
    const pending = await logIn(person, 'v1', null);
    const guesses = await Promise.allSettled(Array.from({ length: 12 }, () => verify(person, pending, wrongCode(code(secret, 0)))));
    const codes = guesses.map((guess) => (guess.status === 'rejected' ? (guess.reason as { readonly code: string }).code : 'success'));
    expect(codes.filter((outcome) => outcome === 'SECOND_FACTOR_WRONG')).toHaveLength(10);
    await expect(verify(person, pending, code(secret, 0))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfterSeconds: expect.any(Number) },
    });
    await harness.database.query(`UPDATE auth_attempt SET at = at - interval '15 minutes' WHERE user_id = $1`, [person.account.userId]);
    expect(await verify(person, pending, code(secret, 0))).toBeNull();
  });

  it('is disabled for its proof: an app for a code, a phone for the password', async () => {
    const { person, secret } = await withApp();
    const { userId } = person.account;
    const wrong = harness.bus.call(auth.disableTotp, { userId, code: wrongCode(code(secret, 0)) });
    await expect(wrong).rejects.toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    await harness.bus.call(auth.disableTotp, { userId, code: code(secret, 0) });
    expect((await logIn(person, 'umoc', null)).session.mfa).toBe('none');
    await enableSms(person, phones.other);
    await expect(harness.bus.call(auth.disableSmsFactor, { userId, password: 'Wrong-horse-7' })).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
    expect(await harness.bus.call(auth.disableSmsFactor, { userId, password })).toBeNull();
    expect((await logIn(person, 'connectbest', null)).session.mfa).toBe('none');
    expect(await harness.database.query('SELECT 1 FROM backup_code WHERE user_id = $1', [userId])).toEqual([]);
  });
});
