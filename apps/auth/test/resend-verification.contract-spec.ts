import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth } from '@parley/contracts';
import { AuthHarness } from './auth.harness.js';

describe('auth.resendVerification', () => {
  let harness: AuthHarness;
  beforeAll(async () => void (harness = await AuthHarness.start({ isUserUp: true })));
  afterAll(() => harness.close());

  const aMinutePasses = (userId: string) =>
    harness.database.query(`UPDATE verification_code SET sent_at = sent_at - interval '60 seconds' WHERE user_id = $1`, [userId]);
  const mailsWaiting = async (email: string) => {
    const rows = await harness.database.query(`SELECT 1 FROM outbox WHERE envelope #>> '{payload,to}' = $1`, [email]);
    return rows.length;
  };

  it('mails a new code that voids the old one and its wrong tries', async () => {
    const { account, identifier: email } = await harness.account('connectbest', {});
    const old = await harness.mailedCode(email, 1);
    await harness.database.query('UPDATE verification_code SET attempts = 5 WHERE user_id = $1', [account.userId]);
    expect(await harness.bus.call(auth.resendVerification, { email })).toBeNull();
    const { code, name } = await harness.mailedCode(email, 2);
    expect(name).toBe(account.username);
    if (old.code !== code) {
      await expect(harness.bus.call(auth.verifyEmail, { email, code: old.code })).rejects.toMatchObject({ code: 'VERIFICATION_CODE_WRONG' });
    }
    expect(await harness.bus.call(auth.verifyEmail, { email, code })).toMatchObject({ isEmailVerified: true });
  });

  it('A-CB-09: mails once a minute at most beside the registration, also when asked many times at once', async () => {
    const { account, identifier: email } = await harness.account('connectbest', {});
    const askOften = () => Promise.all(Array.from({ length: 5 }, () => harness.bus.call(auth.resendVerification, { email })));
    await askOften();
    expect(await mailsWaiting(email)).toBe(2);
    await aMinutePasses(account.userId);
    await askOften();
    expect(await mailsWaiting(email)).toBe(3);
  });

  it('answers alike, and mails nothing, for an unknown and for a verified address', async () => {
    expect(await harness.bus.call(auth.resendVerification, { email: 'nobody@example.com' })).toBeNull();
    expect(await mailsWaiting('nobody@example.com')).toBe(0);
    const { identifier: email } = await harness.verified('v1');
    expect(await harness.bus.call(auth.resendVerification, { email })).toBeNull();
    expect(await mailsWaiting(email)).toBe(1);
  });
});
