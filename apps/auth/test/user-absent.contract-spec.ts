import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth } from '@parley/contracts';
import { AuthHarness, client, password } from './auth.harness.js';

describe('auth.register without the user service', () => {
  let harness: AuthHarness;
  beforeAll(async () => void (harness = await AuthHarness.start({ isUserUp: false })));
  afterAll(() => harness.close());

  it('keeps the account, which can log in, and tells of it by event', async () => {
    const input = harness.registration('v1', {});
    const { account } = await harness.bus.call(auth.register, input);
    await harness.bus.event(auth.accountRegistered, (told) => told.account.userId === account.userId);
    const logIn = await harness.bus.call(auth.logIn, { client: client('v1'), identifier: input.email ?? '', password, code: null });
    expect(logIn.account.userId).toBe(account.userId);
  });
});
