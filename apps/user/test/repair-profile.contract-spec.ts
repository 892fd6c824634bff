import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, newId, user, type EventEnvelope, type EventOf, type messaging } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { seal } from '@parley/runtime';
import { eventually } from '@parley/testing';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('auth.accountRegistered', () => {
  let harness: UserHarness;
  beforeAll(async () => void (harness = await startUser()));
  afterAll(() => harness.close());

  const registered = (username: string): EventOf<typeof auth.accountRegistered> => {
    const createdAt = new Date().toISOString();
    const account = { userId: newId<'user'>(), email: null, isEmailVerified: false, username, createdAt, lastLoginAt: null } as const;
    const profile = { displayName: 'Ada', sealedPhone: seal(harness.serverKey, '+15550003333'), publicKey: 'key' };
    return envelopeOf(auth.accountRegistered, { account: { ...account, role: 'user', state: 'active' }, dialect: 'umoc', profile }, null);
  };
  const handled = (event: EventEnvelope<unknown>) =>
    eventually(async () => {
      expect(await harness.database.query('SELECT 1 FROM inbox WHERE event_id = $1', [event.id])).toHaveLength(1);
    }, 5_000);

  it('makes the profile that createProfile did not, and publishes it', async () => {
    const event = registered('ada_lost');
    const { userId } = event.payload.account;
    await harness.bus.publish(auth.accountRegistered, event);
    await handled(event);
    const profile = await harness.bus.call(user.getProfile, { user: { id: userId } });
    expect(profile).toMatchObject({ username: 'ada_lost', displayName: 'Ada', phone: '+15550003333', publicKey: 'key', email: null });
    expect(profile.createdAt).toBe(event.payload.account.createdAt);
    await harness.bus.event(user.profileChanged, ({ profile: { id } }) => id === userId);
  });

  it('changes nothing where the profile is there, nor when it is delivered again', async () => {
    const event = registered('ada_there');
    const { userId } = event.payload.account;
    const made = await harness.bus.call(user.createProfile, somebody({ userId, username: 'ada_there', displayName: 'Ada of the call' }));
    // Another id, as JetStream drops a repeat of the same one.
    for (const sent of [event, { ...event, id: newId() }]) {
      await harness.bus.publish(auth.accountRegistered, sent);
      await handled(sent);
    }
    expect(await harness.bus.call(user.getProfile, { user: { id: userId } })).toEqual(made);
    await harness.bus.event(user.profileChanged, ({ profile: { id } }) => id === userId);
    expect(harness.bus.eventsOf(user.profileChanged).filter(({ payload }) => payload.profile.id === userId)).toHaveLength(1);
  });

  it('does not bring a deleted profile back', async () => {
    const event = registered('ada_gone');
    const { userId } = event.payload.account;
    await harness.bus.call(user.createProfile, somebody({ userId, username: 'ada_gone' }));
    await harness.database.query('UPDATE profile SET deleted_at = now() WHERE user_id = $1', [userId]);
    await harness.bus.publish(auth.accountRegistered, event);
    await handled(event);
    await expect(harness.bus.call(user.getProfile, { user: { id: userId } })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });

  it('tells messaging nothing itself: profileChanged does', () => {
    expect(harness.mirrored.map(({ username }: messaging.MirrorUserInput) => username)).not.toContain('ada_lost');
  });
});
