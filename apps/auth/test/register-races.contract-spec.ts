import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth } from '@parley/contracts';
import { AuthHarness } from './auth.harness.js';

describe('racing registrations', () => {
  let harness: AuthHarness;
  beforeAll(async () => void (harness = await AuthHarness.start({ isUserUp: true })));
  afterAll(() => harness.close());

  const codesOf = (results: readonly PromiseSettledResult<unknown>[]) =>
    results.filter((result) => result.status === 'rejected').map((result) => (result.reason as { code: string }).code);

  it('of one e-mail: one wins, and leaves one account, one mail and one profile', async () => {
    const email = `race.${harness.unique}@example.com`;
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => harness.bus.call(auth.register, harness.registration('v1', { email }))));
    expect(codesOf(results)).toEqual(Array.from({ length: 5 }, () => 'EMAIL_TAKEN'));
    expect(await harness.database.query('SELECT 1 FROM account WHERE email = $1', [email])).toHaveLength(1);
    await harness.mailedCode(email, 1);
    expect(harness.bus.eventsOf(auth.accountRegistered).filter(({ payload }) => payload.account.email === email)).toHaveLength(1);
    expect(harness.profiles.filter((profile) => profile.email === email)).toHaveLength(1);
  });

  it('of one username: one wins', async () => {
    const username = `race_${harness.unique}`;
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () => harness.bus.call(auth.register, harness.registration('umoc', { username, email: null }))),
    );
    expect(codesOf(results)).toEqual(Array.from({ length: 3 }, () => 'USERNAME_TAKEN'));
  });

  it('of one local part in ConnectBest: all get a username of their own', async () => {
    const accounts = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        harness.bus.call(
          auth.register,
          harness.registration('connectbest', { username: null, email: `hopper.${harness.unique}@h${index}.example.com` }),
        ),
      ),
    );
    const names = accounts.map(({ account }) => account.username);
    expect(new Set(names).size).toBe(8);
    for (const name of names) expect(name).toMatch(new RegExp(`^hopper\\.${harness.unique}\\d*$`));
  });
});
