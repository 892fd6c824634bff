import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, dialects, notification } from '@parley/contracts';
import { unseal } from '@parley/runtime';
import { evenAnswerMs } from '../src/account/even-answer.js';
import { AuthHarness, client, type Person } from './auth.harness.js';

const newPassword = 'Another-horse-8';

describe('auth.requestPasswordReset and auth.resetPassword', () => {
  let harness: AuthHarness;
  beforeAll(async () => void (harness = await AuthHarness.start({ isUserUp: true })));
  afterAll(() => harness.close());

  const request = (email: string) => harness.bus.call(auth.requestPasswordReset, { email, client: client('connectbest') });
  const reset = (token: string) => harness.bus.call(auth.resetPassword, { token, newPassword, client: client('connectbest') });
  const isReset = ({ template }: { readonly template: string }) => template === 'reset-password';
  const resetMails = (email: string) =>
    harness.bus.eventsOf(notification.mailRequested).filter(({ payload }) => payload.to === email && isReset(payload));
  const mailedToken = async ({ identifier }: Person): Promise<string> => {
    await request(identifier);
    const mail = await harness.bus.event(notification.mailRequested, (payload) => payload.to === identifier && isReset(payload));
    return (JSON.parse(unseal(harness.serverKey, mail.payload.sealed)) as { readonly token: string }).token;
  };
  const logIn = (person: Person, password: string) =>
    harness.bus.call(auth.logIn, { client: client('v1'), identifier: person.identifier, password, code: null });

  it('A-CB-89: mails a random v4 UUID and stores its hash alone, for an hour', async () => {
    const person = await harness.account('connectbest', {});
    const token = await mailedToken(person);
    expect(token).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const [row] = await harness.database.query<{ text: string; seconds: number }>(
      `SELECT password_reset::text AS text, extract(epoch FROM expires_at - sent_at)::int AS seconds FROM password_reset WHERE user_id = $1`,
      [person.account.userId],
    );
    expect(row).toEqual({ text: expect.not.stringContaining(token), seconds: 3_600 });
  });

  it('sets the password, ends the sessions of every dialect and tells so', async () => {
    const person = await harness.verified('connectbest');
    const sessions = await Promise.all(dialects.map((dialect) => person.logIn(dialect)));
    expect(await reset(await mailedToken(person))).toBeNull();
    for (const { session } of sessions) expect(await harness.revokeReason(session.sessionId)).toBe('password');
    await harness.bus.signal(auth.sessionsRevokedNow, ({ revocations }) => revocations.length === dialects.length);
    await harness.bus.event(auth.sessionsRevoked, ({ revocations }) => revocations.some(({ userId }) => userId === person.account.userId));
    await expect(person.logIn('v1')).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
    expect((await logIn(person, newPassword)).account.userId).toBe(person.account.userId);
    const rows = await harness.database.query('SELECT kind, outcome FROM auth_attempt WHERE user_id = $1 AND kind LIKE $2 ORDER BY id', [
      person.account.userId,
      '%-password',
    ]);
    expect(rows).toEqual([
      { kind: 'forgot-password', outcome: 'success' },
      { kind: 'reset-password', outcome: 'success' },
    ]);
  });

  it('RESET_TOKEN_INVALID: used, expired, unknown; of two at once one wins', async () => {
    const person = await harness.account('v1', {});
    const token = await mailedToken(person);
    const outcomes = await Promise.allSettled([reset(token), reset(token)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(reset(token)).rejects.toMatchObject({ code: 'RESET_TOKEN_INVALID' });
    const late = await harness.account('v1', {});
    const lateToken = await mailedToken(late);
    await harness.database.query('UPDATE password_reset SET expires_at = now() WHERE user_id = $1', [late.account.userId]);
    await expect(reset(lateToken)).rejects.toMatchObject({ code: 'RESET_TOKEN_INVALID' });
    await expect(reset('no-such-token')).rejects.toMatchObject({ code: 'RESET_TOKEN_INVALID' });
    expect((await late.logIn('v1')).session.mfa).toBe('none');
  });

  it('A-CB-10: nobody learns from the time of the answer whether the address is known', async () => {
    const { identifier } = await harness.account('connectbest', {});
    for (const email of [identifier, 'nobody-here@example.com']) {
      const begun = performance.now();
      await request(email);
      expect(performance.now() - begun).toBeGreaterThanOrEqual(evenAnswerMs - 1);
    }
  });

  it('A-CB-10: an unknown address is answered alike; one mail a minute, whose link stays good', async () => {
    expect(await request(`nobody_${harness.unique}@example.com`)).toBeNull();
    const person = await harness.account('v1', {});
    const token = await mailedToken(person);
    await request(person.identifier);
    await reset(token);
    expect(resetMails(person.identifier)).toHaveLength(1);
    expect(resetMails(`nobody_${harness.unique}@example.com`)).toEqual([]);
  });
});
