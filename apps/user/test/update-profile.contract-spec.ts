import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, user, type Origin } from '@parley/contracts';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('user.updateProfile', () => {
  let harness: UserHarness;
  beforeAll(async () => void (harness = await startUser()));
  afterAll(() => harness.close());

  const originOf = ({ id }: user.Profile): Origin => ({ userId: id, sessionId: newId(), dialect: 'v1' });
  const make = (given: Partial<user.CreateProfileInput>) => harness.bus.call(user.createProfile, somebody(given));
  const change = (profile: user.Profile, changes: user.ProfileChanges) =>
    harness.bus.call(user.updateProfile, { origin: originOf(profile), changes });

  it('answers, stores, publishes and mirrors what changed, and leaves the rest', async () => {
    const ada = await make({ phone: '+15550001111' });
    const preferences = { soundEnabled: false, timezone: 'Europe/Berlin' };
    const changes = { displayName: ' <b>Ada</b> B ', bio: 'Counts.', statusMessage: 'busy', avatarUrl: 'https://example.com/a.png', preferences };
    const changed = await change(ada, { ...changes, visibility: { contact: 'nobody' } });
    expect(changed).toEqual({
      ...ada,
      ...changes,
      displayName: 'Ada B',
      preferences: { ...preferences, notifications: true },
      visibility: { presence: 'everyone', contact: 'nobody' },
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(Date.parse(changed.updatedAt)).toBeGreaterThan(Date.parse(ada.updatedAt));
    expect(await harness.bus.call(user.getProfile, { user: { id: ada.id } })).toEqual(changed);
    const event = await harness.bus.event(user.profileChanged, ({ profile }) => profile.id === ada.id && profile.bio === 'Counts.');
    expect(event.origin?.userId).toBe(ada.id);
    expect(JSON.stringify(event)).not.toContain('15550001111');
    expect(harness.mirrored.filter(({ id }) => id === ada.id).at(-1)).toMatchObject({ displayName: 'Ada B', avatarUrl: changes.avatarUrl });
    const { updatedAt } = changed;
    const copy = { userId: ada.id, displayName: 'Ada B', avatarUrl: changes.avatarUrl, updatedAt };
    expect(harness.mirroredInAuth.filter(({ userId }) => userId === ada.id).at(-1)).toEqual(copy);
  });

  it('tells notification how somebody wants to be told, before it answers, and only then', async () => {
    const ada = await make({});
    await change(ada, { bio: 'x' });
    const recipients = () => harness.mirroredRecipients.filter(({ userId }) => userId === ada.id);
    expect(recipients()).toEqual([]);
    const { updatedAt } = await change(ada, { preferences: { notifications: false, timezone: 'Europe/Rome' } });
    expect(recipients()).toEqual([{ userId: ada.id, isEnabled: false, isSoundOn: true, timezone: 'Europe/Rome', changedAt: updatedAt }]);
  });

  it('clears with null, phones with their digests', async () => {
    const ada = await make({ phone: '+15550002222' });
    await change(ada, { statusMessage: 'here', bio: 'x' });
    expect(await change(ada, { phone: null, statusMessage: null, bio: null })).toMatchObject({ phone: null, statusMessage: null, bio: null });
    const digests = 'SELECT phone_sealed, phone_digest, phone_prefix_digests FROM profile WHERE user_id = $1';
    expect(await harness.database.query(digests, [ada.id])).toEqual([{ phone_sealed: null, phone_digest: null, phone_prefix_digests: null }]);
  });

  it('publishes nothing when nothing is changed', async () => {
    const ada = await make({});
    expect(await change(ada, {})).toEqual(ada);
    expect(await change(ada, { preferences: {} })).toEqual(ada);
    await harness.bus.event(user.profileChanged, ({ profile }) => profile.id === ada.id);
    expect(harness.bus.eventsOf(user.profileChanged).filter(({ payload }) => payload.profile.id === ada.id)).toHaveLength(1);
  });

  it('gives two changes of one moment different times, so that mirrors keep the later', async () => {
    const ada = await make({});
    const changed = await Promise.all(['a', 'b', 'c', 'd'].map((bio) => change(ada, { bio })));
    expect(new Set(changed.map(({ updatedAt }) => updatedAt)).size).toBe(4);
  });

  it('does not know strangers, and refuses what is no profile', async () => {
    const stranger = { ...(await make({})), id: newId<'user'>() };
    await expect(change(stranger, { bio: 'x' })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    await expect(change(stranger, {})).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    const ada = await make({});
    const wrong = [{ avatarUrl: 'javascript:alert(1)' }, { avatarUrl: 'ftp://x.org/a' }, { phone: '555' }, { bio: 'x'.repeat(501) }];
    for (const changes of wrong) await expect(change(ada, changes)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(change(ada, { preferences: { timezone: 'Mars/Olympus' } })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
