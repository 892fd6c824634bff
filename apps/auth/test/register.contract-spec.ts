import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, notification } from '@parley/contracts';
import { unseal } from '@parley/runtime';
import { AuthHarness } from './auth.harness.js';

describe('auth.register', () => {
  let harness: AuthHarness;
  beforeAll(async () => void (harness = await AuthHarness.start({ isUserUp: true })));
  afterAll(() => harness.close());

  it('answers the account, stores it with a bcrypt hash, and has its profile made', async () => {
    const input = harness.registration('v1', { phone: '+15550001111', publicKey: 'key' });
    const { account, session } = await harness.bus.call(auth.register, input);

    expect(session).toBeNull();
    expect(account).toEqual({
      userId: expect.any(String),
      email: input.email,
      isEmailVerified: false,
      username: input.username,
      role: 'user',
      state: 'active',
      lastLoginAt: null,
      createdAt: expect.stringMatching(/Z$/),
    });
    const [row] = await harness.database.query('SELECT email, username, password_hash FROM account WHERE user_id = $1', [account.userId]);
    expect(row).toEqual({ email: input.email, username: input.username, password_hash: expect.stringMatching(/^\$2b\$10\$/) });
    expect(harness.profiles.filter(({ userId }) => userId === account.userId)).toEqual([
      {
        userId: account.userId,
        username: input.username,
        displayName: 'Ada Lovelace',
        email: input.email,
        phone: '+15550001111',
        publicKey: 'key',
        dialect: 'v1',
        createdAt: account.createdAt,
      },
    ]);
    expect(await harness.attempts(input.email ?? '')).toEqual([['register', 'success']]);
  });

  it('publishes accountRegistered with all a profile needs, the phone sealed', async () => {
    const input = harness.registration('v1', { phone: '+15550002222', publicKey: 'key' });
    const { account } = await harness.bus.call(auth.register, input);
    const { payload, origin } = await harness.bus.event(auth.accountRegistered, (told) => told.account.userId === account.userId);
    expect(payload).toEqual({ account, dialect: 'v1', profile: { displayName: 'Ada Lovelace', sealedPhone: expect.any(String), publicKey: 'key' } });
    expect(unseal(harness.serverKey, payload.profile.sealedPhone ?? '')).toBe('+15550002222');
    expect(origin).toBeNull();
    expect(await harness.database.query(`SELECT 1 FROM outbox WHERE envelope::text LIKE '%15550002222%'`)).toEqual([]);
  });

  it('C17: mails a 6-digit code, readable in the sealed mail alone', async () => {
    const input = harness.registration('chatrooms', {});
    const { account } = await harness.bus.call(auth.register, input);
    const { code, name } = await harness.mailedCode(input.email ?? '', 1);
    expect(code).toMatch(/^\d{6}$/);
    expect(name).toBe('Ada Lovelace');
    const mail = await harness.bus.event(notification.mailRequested, ({ to }) => to === input.email);
    expect(mail.payload.template).toBe('verify-email');
    expect(JSON.stringify(mail)).not.toContain(code);
    const [row] = await harness.database.query<{ text: string; minutes: number }>(
      `SELECT verification_code::text AS text, extract(epoch FROM expires_at - sent_at)::int / 60 AS minutes FROM verification_code WHERE user_id = $1`,
      [account.userId],
    );
    expect(row?.minutes).toBe(10);
    expect(row?.text).not.toContain(`,${code},`);
  });

  it('C19: opens a session where the dialect wants one, and says so in the event', async () => {
    const input = harness.registration('connectbest', { withSession: true });
    const { account, session } = await harness.bus.call(auth.register, input);
    expect(session).toMatchObject({ accessTtlSeconds: 604_800, refreshTtlSeconds: 2_592_000, sessionToken: null, mfa: 'none' });
    const [row] = await harness.database.query('SELECT user_id, dialect, ip, user_agent FROM session WHERE id = $1', [session?.sessionId]);
    expect(row).toEqual({ user_id: account.userId, dialect: 'connectbest', ip: '192.0.2.7', user_agent: 'a test' });
    const event = await harness.bus.event(auth.accountRegistered, (told) => told.account.userId === account.userId);
    expect(event.origin).toEqual({ userId: account.userId, sessionId: session?.sessionId, dialect: 'connectbest' });
  });

  it('A-UM-01: takes a UMOC account without e-mail, and mails nothing', async () => {
    const { account } = await harness.bus.call(auth.register, harness.registration('umoc', { email: null }));
    expect(account.email).toBeNull();
    expect(await harness.database.query('SELECT 1 FROM verification_code WHERE user_id = $1', [account.userId])).toEqual([]);
  });

  it('EMAIL_TAKEN: an address is unique over all dialects, whatever its case', async () => {
    const first = harness.registration('chatrooms', {});
    await harness.bus.call(auth.register, first);
    const email = first.email?.toUpperCase() ?? '';
    const again = harness.bus.call(auth.register, harness.registration('v1', { email }));
    await expect(again).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
    expect(await harness.attempts(email)).toEqual([['register', 'EMAIL_TAKEN']]);
    expect(await harness.database.query('SELECT 1 FROM account WHERE email = $1', [first.email])).toHaveLength(1);
  });

  it('USERNAME_TAKEN: so is a username', async () => {
    const first = harness.registration('v1', {});
    await harness.bus.call(auth.register, first);
    const again = harness.registration('umoc', { username: first.username?.toUpperCase() ?? '' });
    await expect(harness.bus.call(auth.register, again)).rejects.toMatchObject({ code: 'USERNAME_TAKEN' });
    expect(await harness.attempts(again.email ?? '')).toEqual([['register', 'USERNAME_TAKEN']]);
  });

  it('C11: derives the username that ConnectBest does not ask for', async () => {
    const local = `grace.${harness.unique}`;
    const names = [];
    for (const host of ['a.example', 'b.example', 'c.example']) {
      const { account } = await harness.bus.call(
        auth.register,
        harness.registration('connectbest', { username: null, email: `${local}@${host}.com` }),
      );
      names.push(account.username);
    }
    expect(names).toEqual([local, `${local}2`, `${local}3`]);
  });

  it('INPUT_INVALID: a short password, a bad address, neither address nor username', async () => {
    for (const given of [{ password: 'short' }, { email: 'nobody' }, { email: null, username: null }, { username: 'a b c' }]) {
      await expect(harness.bus.call(auth.register, harness.registration('v1', given))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    }
  });
});
