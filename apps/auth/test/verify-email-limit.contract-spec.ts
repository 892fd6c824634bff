import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, type AppError } from '@parley/contracts';
import { AuthHarness, client, wrongCode } from './auth.harness.js';

describe('guesses of auth.verifyEmail', () => {
  let harness: AuthHarness;
  beforeAll(async () => void (harness = await AuthHarness.start({ isUserUp: true, rateLimitScale: 1 })));
  afterAll(() => harness.close());

  const guess = (email: string, code: string, ip: string) =>
    harness.bus.call(auth.verifyEmail, { email, code, client: { ...client('v1'), ip } }).then(
      () => 'success',
      (error: AppError) => error.code,
    );
  /** What eleven guesses are told, each from somewhere else. */
  const guesses = async (email: string, code: string): Promise<readonly string[]> => {
    const told: string[] = [];
    for (let n = 0; n < 11; n++) told.push(await guess(email, code, `192.0.2.${n}`));
    return told;
  };
  const limited = [...Array.from({ length: 10 }, () => 'VERIFICATION_CODE_WRONG'), 'RATE_LIMITED'];

  it('RATE_LIMITED: the 11th in an hour, wherever they come from and however many codes were mailed', async () => {
    const { account, identifier: email } = await harness.account('v1', {});
    const { code } = await harness.mailedCode(email, 1);
    const allowNext = () =>
      harness.database.query(`UPDATE verification_code SET sent_at = now() - interval '2 minutes' WHERE user_id = $1`, [account.userId]);
    expect(await guesses(email, wrongCode(code))).toEqual(limited);
    await allowNext();
    await harness.bus.call(auth.resendVerification, { email });
    const next = (await harness.mailedCode(email, 2)).code;
    await expect(harness.bus.call(auth.verifyEmail, { email, code: next })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfterSeconds: expect.any(Number) },
    });
    await harness.database.query(`UPDATE auth_attempt SET at = at - interval '1 hour' WHERE subject = $1`, [account.userId]);
    expect(await guess(email, next, '192.0.2.7')).toBe('success');
    expect(await guess(email, wrongCode(next), '192.0.2.7')).toBe('success');
  });

  it('an address nobody has is answered alike', async () => expect(await guesses(`nobody.${harness.unique}@example.org`, '123456')).toEqual(limited));
});
