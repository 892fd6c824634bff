import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, type Dialect } from '@parley/contracts';
import { AuthHarness, client, password, type Person } from './auth.harness.js';

describe('limits of auth.logIn (C76)', () => {
  let harness: AuthHarness;
  beforeAll(async () => void (harness = await AuthHarness.start({ isUserUp: true, rateLimitScale: 1 })));
  afterAll(() => harness.close());

  const attempt = (dialect: Dialect, identifier: string, given: string, ip = '192.0.2.7') =>
    harness.bus.call(auth.logIn, { client: { ...client(dialect), ip }, identifier, password: given, code: null });
  const outcome = (dialect: Dialect, identifier: string, given: string, ip?: string): Promise<string> =>
    attempt(dialect, identifier, given, ip).then(
      () => 'success',
      (error: { readonly code: string }) => error.code,
    );
  const fail = async (dialect: Dialect, { identifier }: Person, times: number) => {
    for (let n = 0; n < times; n++) expect(await outcome(dialect, identifier, 'Wrong-horse-7')).toBe('CREDENTIALS_WRONG');
  };
  const age = (seconds: number) => harness.database.query('UPDATE auth_attempt SET at = at - make_interval(secs => $1)', [seconds]);

  it('RATE_LIMITED: A-CB-15 the 6th in 15 minutes, even with the right password, by either name, and says for how long', async () => {
    const person = await harness.verified('connectbest');
    await fail('connectbest', person, 5);
    for (const identifier of [person.identifier, person.account.username.toUpperCase()]) {
      await expect(attempt('connectbest', identifier, password)).rejects.toMatchObject({
        code: 'RATE_LIMITED',
        details: { retryAfterSeconds: expect.any(Number) },
      });
    }
    const refusal = (await attempt('connectbest', person.identifier, password).catch((error: unknown) => error)) as {
      readonly details: { readonly retryAfterSeconds: number };
    };
    expect(refusal.details.retryAfterSeconds).toBeGreaterThan(880);
    expect(refusal.details.retryAfterSeconds).toBeLessThanOrEqual(900);
    expect((await harness.attempts(person.identifier)).at(-1)).toEqual(['log-in', 'RATE_LIMITED']);
    // Another address and another dialect have their own buckets.
    expect(await outcome('connectbest', person.identifier, password, '192.0.2.8')).toBe('success');
    expect(await outcome('chatrooms', person.identifier, password)).toBe('success');
  });

  it('lets in again after 15 minutes; refusals do not prolong it, a success clears', async () => {
    const person = await harness.verified('connectbest');
    await fail('connectbest', person, 5);
    await age(600);
    expect(await outcome('connectbest', person.identifier, password)).toBe('RATE_LIMITED');
    await age(301);
    expect(await outcome('connectbest', person.identifier, password)).toBe('success');
    await fail('connectbest', person, 4);
    expect(await outcome('connectbest', person.identifier, password)).toBe('success');
    await fail('connectbest', person, 5);
    expect(await outcome('connectbest', person.identifier, password)).toBe('RATE_LIMITED');
  });

  it('counts names nobody has alike', async () => {
    const name = `ghost_${harness.unique}@example.com`;
    for (let n = 0; n < 5; n++) expect(await outcome('connectbest', name, password)).toBe('CREDENTIALS_WRONG');
    expect(await outcome('connectbest', name.toUpperCase(), password)).toBe('RATE_LIMITED');
  });

  it('20 failures over all dialects close them all', async () => {
    const person = await harness.verified('v1');
    await fail('connectbest', person, 5);
    await fail('umoc', person, 8);
    await fail('chatrooms', person, 7);
    for (const dialect of ['chatrooms', 'umoc', 'v1', 'connectbest'] as const)
      expect(await outcome(dialect, person.identifier, password)).toBe('RATE_LIMITED');
  });

  it('v1 counts requests: the 6th in a minute is refused, whatever became of the others', async () => {
    const person = await harness.account('v1', {});
    for (let n = 0; n < 5; n++) expect(await outcome('v1', person.identifier, password)).toBe('success');
    expect(await outcome('v1', person.identifier, password)).toBe('RATE_LIMITED');
    await age(61);
    expect(await outcome('v1', person.identifier, password)).toBe('success');
  });

  it('a burst of guesses passes no more than one after another would', async () => {
    const person = await harness.verified('connectbest');
    const burst = await Promise.all(Array.from({ length: 15 }, () => outcome('connectbest', person.identifier, 'Wrong-horse-7')));
    expect(burst.filter((code) => code === 'CREDENTIALS_WRONG')).toHaveLength(5);
    expect(burst.filter((code) => code === 'RATE_LIMITED')).toHaveLength(10);
  });

  it('a burst by both names in several dialects passes no more either', async () => {
    const person = await harness.verified('v1');
    const names = [person.identifier, person.account.username];
    const guesses = Array.from({ length: 30 }, (_, n) => outcome(n % 3 === 0 ? 'umoc' : 'chatrooms', names[n % 2] ?? '', 'Wrong-horse-7'));
    const burst = await Promise.all(guesses);
    expect(burst.filter((code) => code === 'CREDENTIALS_WRONG')).toHaveLength(20);
    expect(burst.filter((code) => code === 'RATE_LIMITED')).toHaveLength(10);
  });
});
