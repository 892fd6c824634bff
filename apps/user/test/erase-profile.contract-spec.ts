import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, newId, user } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('user.eraseProfile', () => {
  let harness: UserHarness;
  beforeAll(async () => void (harness = await startUser()));
  afterAll(() => harness.close());

  const made = () => harness.bus.call(user.createProfile, somebody({ phone: '+4915112345678', publicKey: 'a key' }));
  const changesOf = (userId: string) => harness.bus.eventsOf(user.profileChanged).filter(({ payload }) => payload.profile.id === userId);

  it('C80: leaves an id and a number, tells messaging at once and everybody by event; a repeat does nothing', async () => {
    const profile = await made();
    for (let time = 0; time < 2; time++) expect(await harness.bus.call(user.eraseProfile, { userId: profile.id })).toBeNull();
    const [row] = await harness.database.query('SELECT * FROM profile WHERE user_id = $1', [profile.id]);
    expect(row).toMatchObject({ username: `deleted_${profile.num}`, display_name: 'Deleted user', deleted_at: expect.any(Date) });
    for (const column of ['email', 'phone_sealed', 'phone_digest', 'bio', 'public_key', 'status_message', 'avatar_url'])
      expect((row as Record<string, unknown>)[column]).toBeNull();
    const shown = { id: profile.id, num: profile.num, username: `deleted_${profile.num}`, displayName: 'Deleted user', avatarUrl: null };
    expect(harness.mirrored.at(-1)).toMatchObject(shown);
    await harness.bus.event(user.profileChanged, (payload) => payload.profile.username === shown.username);
    expect(changesOf(profile.id)).toHaveLength(2);
  });

  it('is found by nobody any more', async () => {
    const profile = await made();
    await harness.bus.call(user.eraseProfile, { userId: profile.id });
    for (const ref of [{ id: profile.id }, { num: profile.num }, { username: profile.username }, { username: `deleted_${profile.num}` }])
      await expect(harness.bus.call(user.getProfile, { user: ref })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });

  it('is done by userDeleted when the call was lost; an unknown user is nothing to erase', async () => {
    const profile = await made();
    for (const userId of [newId<'user'>(), profile.id])
      await harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId, sealedAddresses: '' }, null));
    await eventually(async () => {
      const [row] = await harness.database.query('SELECT display_name FROM profile WHERE user_id = $1', [profile.id]);
      expect(row).toEqual({ display_name: 'Deleted user' });
    }, 5_000);
  });
});
