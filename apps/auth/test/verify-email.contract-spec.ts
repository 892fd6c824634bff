import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth } from '@parley/contracts';
import { PromoteAdmins } from '../src/account/promote-admins.use-case.js';
import { adminEmail, AuthHarness, wrongCode } from './auth.harness.js';

describe('auth.verifyEmail', () => {
  let harness: AuthHarness;
  beforeAll(async () => void (harness = await AuthHarness.start({ isUserUp: true })));
  afterAll(() => harness.close());

  const refused = { code: 'VERIFICATION_CODE_WRONG' };
  const newcomer = async () => {
    const { account, identifier: email } = await harness.account('chatrooms', {});
    return { account, email, code: (await harness.mailedCode(email, 1)).code };
  };

  it('verifies with the mailed code, stores it and publishes it', async () => {
    const { account, email, code } = await newcomer();
    const verified = await harness.bus.call(auth.verifyEmail, { email: email.toUpperCase(), code });
    expect(verified).toEqual({ ...account, isEmailVerified: true });
    const rows = await harness.database.query('SELECT role FROM account WHERE user_id = $1 AND email_verified_at IS NOT NULL', [account.userId]);
    expect(rows).toEqual([{ role: 'user' }]);
    const event = await harness.bus.event(auth.emailVerified, ({ userId }) => userId === account.userId);
    expect(event.payload).toEqual({ userId: account.userId, email });
  });

  it('A-CB-09: answers an already verified account as the first time, and publishes nothing more', async () => {
    const { account, email, code } = await newcomer();
    const first = await harness.bus.call(auth.verifyEmail, { email, code });
    expect(await harness.bus.call(auth.verifyEmail, { email, code: wrongCode(code) })).toEqual(first);
    await harness.bus.event(auth.emailVerified, ({ userId }) => userId === account.userId);
    expect(harness.bus.eventsOf(auth.emailVerified).filter(({ payload }) => payload.userId === account.userId)).toHaveLength(1);
  });

  it('VERIFICATION_CODE_WRONG: after five wrong tries the right code is void too', async () => {
    const { account, email, code } = await newcomer();
    for (let attempt = 1; attempt <= 5; attempt++) {
      await expect(harness.bus.call(auth.verifyEmail, { email, code: wrongCode(code) })).rejects.toMatchObject(refused);
    }
    await expect(harness.bus.call(auth.verifyEmail, { email, code })).rejects.toMatchObject(refused);
    expect(await harness.bus.call(auth.getAccount, { userId: account.userId })).toMatchObject({ isEmailVerified: false });
    const outcomes = await harness.attempts(email);
    expect(outcomes.filter(([kind, outcome]) => kind === 'verify-email' && outcome === 'VERIFICATION_CODE_WRONG')).toHaveLength(6);
  });

  it('takes the right code at the fifth try', async () => {
    const { email, code } = await newcomer();
    for (let attempt = 1; attempt <= 4; attempt++) await harness.bus.call(auth.verifyEmail, { email, code: wrongCode(code) }).catch(() => null);
    expect(await harness.bus.call(auth.verifyEmail, { email, code })).toMatchObject({ isEmailVerified: true });
  });

  it('counts every one of many tries at once', async () => {
    const { account, email, code } = await newcomer();
    await Promise.allSettled(Array.from({ length: 20 }, () => harness.bus.call(auth.verifyEmail, { email, code: wrongCode(code) })));
    const [row] = await harness.database.query('SELECT attempts FROM verification_code WHERE user_id = $1', [account.userId]);
    expect(row).toEqual({ attempts: 5 });
  });

  it('refuses a code after 10 minutes, of another account, and for an unknown address', async () => {
    const [late, other] = [await newcomer(), await newcomer()];
    await expect(harness.bus.call(auth.verifyEmail, { email: other.email, code: late.code })).rejects.toMatchObject(refused);
    await harness.database.query('UPDATE verification_code SET expires_at = now() WHERE user_id = $1', [late.account.userId]);
    await expect(harness.bus.call(auth.verifyEmail, { email: late.email, code: late.code })).rejects.toMatchObject(refused);
    await expect(harness.bus.call(auth.verifyEmail, { email: 'nobody@example.com', code: late.code })).rejects.toMatchObject(refused);
  });

  it('ADMIN_EMAILS: makes such an account an admin, once it is verified and not before', async () => {
    const { account, identifier } = await harness.account('v1', { email: adminEmail.toUpperCase() });
    await harness.app.get(PromoteAdmins, { strict: false }).execute();
    expect(await harness.bus.call(auth.getAccount, { userId: account.userId })).toMatchObject({ role: 'user' });
    const { code } = await harness.mailedCode(identifier, 1);
    expect(await harness.bus.call(auth.verifyEmail, { email: identifier, code })).toMatchObject({ role: 'admin' });
  });

  it('ADMIN_EMAILS: at start, promotes one that was verified before it was listed', async () => {
    const { account } = await harness.verified('v1');
    await harness.database.query(`UPDATE account SET email = 'other@example.com' WHERE user_id = $1`, [account.userId]);
    await harness.app.get(PromoteAdmins, { strict: false }).execute();
    expect(await harness.bus.call(auth.getAccount, { userId: account.userId })).toMatchObject({ role: 'admin' });
  });
});
