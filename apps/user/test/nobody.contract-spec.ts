import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, user, type Origin } from '@parley/contracts';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('somebody whom there is not', () => {
  let harness: UserHarness;
  let ada: user.Profile;
  beforeAll(async () => {
    harness = await startUser();
    ada = await harness.bus.call(user.createProfile, somebody({}));
  });
  afterAll(() => harness.close());

  const nobodies: readonly user.UserRef[] = [{ id: newId<'user'>() }, { num: 9_007_199_254 }, { username: 'nobody_at_all' }];

  it.each(nobodies)('USER_NOT_FOUND from everything that is done with a person: %j', async (nobody) => {
    const origin: Origin = { userId: ada.id, sessionId: newId<'session'>(), dialect: 'v1' };
    const input = { origin, user: nobody };
    const { bus } = harness;
    const calls: Readonly<Record<string, Promise<unknown>>> = {
      request: bus.call(user.requestContact, { ...input, message: null, mustBeNew: false }),
      accept: bus.call(user.acceptContact, input),
      reject: bus.call(user.rejectContact, input),
      remove: bus.call(user.removeContact, input),
      get: bus.call(user.getContact, { viewerId: ada.id, user: nobody }),
      block: bus.call(user.blockUser, input),
      unblock: bus.call(user.unblockUser, { ...input, mustExist: true }),
    };
    const codes = await Promise.all(
      Object.entries(calls).map(async ([name, call]) => [
        name,
        await call.then(
          () => 'granted',
          ({ code }: { readonly code: string }) => code,
        ),
      ]),
    );
    expect(Object.fromEntries(codes)).toEqual(Object.fromEntries(Object.keys(calls).map((name) => [name, 'USER_NOT_FOUND'])));
    expect(await harness.database.query('SELECT 1 FROM contact UNION ALL SELECT 1 FROM block')).toEqual([]);
  });
});
