import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId, user, type AppError } from '@parley/contracts';
import { Database } from '@parley/persistence';
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

  it('getProfile finds a hundred people who are asked for at once together, and answers for each', async () => {
    const database = harness.app.get(Database, { strict: false });
    const four = [{ num: ada.num }, { id: grace.id }, { username: 'nobody' }, { num: ada.num, id: ada.id }];
    const refs = Array.from({ length: 25 }, () => four).flat();
    const query = jest.spyOn(database, 'query');
    const answers = await Promise.allSettled(refs.map((ref) => harness.bus.call(user.getProfile, { user: ref })));
    const statements = query.mock.calls.filter(([, names]) => JSON.stringify(names ?? []).includes(grace.id)).length;
    query.mockRestore();

    const told = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : (answer.reason as AppError).code));
    expect(told).toEqual(Array.from({ length: 25 }, () => [ada, grace, 'USER_NOT_FOUND', 'INPUT_INVALID']).flat());
    // One; and one more where the answer was so long in coming that it was asked for again.
    expect([1, 2]).toContain(statements);
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
