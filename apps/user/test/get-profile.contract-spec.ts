import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, user } from '@parley/contracts';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('reading profiles', () => {
  let harness: UserHarness;
  let ada: user.Profile;
  let grace: user.Profile;
  let deleted: user.Profile;
  beforeAll(async () => {
    harness = await startUser();
    ada = await harness.bus.call(user.createProfile, somebody({ username: 'Ada.L', phone: '+15550002222' }));
    grace = await harness.bus.call(user.createProfile, somebody({}));
    deleted = await harness.bus.call(user.createProfile, somebody({}));
    await harness.database.query('UPDATE profile SET deleted_at = now() WHERE user_id = $1', [deleted.id]);
  });
  afterAll(() => harness.close());

  it('numbers people from 1', () => {
    expect([ada.num, grace.num]).toEqual([1, 2]);
  });

  it('getProfile finds by id, by number and by username in any case', async () => {
    for (const ref of [{ id: ada.id }, { num: ada.num }, { username: 'ada.l' }]) {
      expect(await harness.bus.call(user.getProfile, { user: ref })).toEqual(ada);
    }
  });

  it('getProfile does not know strangers and deleted users', async () => {
    const refs = [{ id: newId<'user'>() }, { num: 9_007_199_254_740_991 }, { username: 'nobody' }];
    for (const ref of [...refs, { id: deleted.id }, { num: deleted.num }, { username: deleted.username }]) {
      await expect(harness.bus.call(user.getProfile, { user: ref })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    }
  });

  it('getProfile refuses no name and two names', async () => {
    for (const ref of [{}, { id: ada.id, num: ada.num }]) {
      await expect(harness.bus.call(user.getProfile, { user: ref })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    }
  });
});
