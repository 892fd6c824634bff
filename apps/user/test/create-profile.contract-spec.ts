import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { user } from '@parley/contracts';
import { unseal } from '@parley/runtime';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('user.createProfile', () => {
  let harness: UserHarness;
  beforeAll(async () => void (harness = await startUser()));
  afterAll(() => harness.close());

  it('answers, stores and publishes the profile, and tells messaging before it answers', async () => {
    const input = somebody({ publicKey: 'a public key' });
    const profile = await harness.bus.call(user.createProfile, input);
    expect(harness.mirrored).toContainEqual({
      id: input.userId,
      num: profile.num,
      username: input.username,
      displayName: 'Ada Lovelace',
      avatarUrl: null,
      email: 'ada@example.com',
      updatedAt: profile.updatedAt,
    });

    expect(profile).toEqual({
      ...user.untouchedSettings,
      id: input.userId,
      num: expect.any(Number),
      username: input.username,
      displayName: 'Ada Lovelace',
      avatarUrl: null,
      email: 'ada@example.com',
      phone: null,
      bio: null,
      publicKey: 'a public key',
      statusMessage: null,
      createdAt: input.createdAt,
      updatedAt: expect.stringMatching(/Z$/),
    });
    const [row] = await harness.database.query('SELECT username, display_name, num FROM profile WHERE user_id = $1', [input.userId]);
    expect(row).toEqual({ username: input.username, display_name: 'Ada Lovelace', num: profile.num });
    const { phone: _, ...told } = profile;
    const event = await harness.bus.event(user.profileChanged, ({ profile: { id } }) => id === input.userId);
    expect(event.payload).toEqual({ profile: told });
  });

  it('is idempotent: a repeat answers the first profile, publishes nothing and uses up no number', async () => {
    const input = somebody({});
    const first = await harness.bus.call(user.createProfile, input);
    const again = await harness.bus.call(user.createProfile, { ...input, displayName: 'Someone else' });
    expect(again).toEqual(first);
    const next = await harness.bus.call(user.createProfile, somebody({}));
    expect(next.num).toBe(first.num + 1);
    await harness.bus.event(user.profileChanged, ({ profile }) => profile.id === next.id);
    expect(harness.bus.eventsOf(user.profileChanged).filter(({ payload }) => payload.profile.id === input.userId)).toHaveLength(1);
    const again2 = harness.mirrored.filter(({ id }) => id === input.userId);
    expect(again2).toHaveLength(2);
  });

  it('makes one profile of two calls that race', async () => {
    const input = somebody({});
    const [one, other] = await Promise.all([harness.bus.call(user.createProfile, input), harness.bus.call(user.createProfile, input)]);
    expect(one).toEqual(other);
    expect(await harness.database.query('SELECT 1 FROM profile WHERE user_id = $1', [input.userId])).toHaveLength(1);
  });

  it('keeps phones sealed, with a digest that finds equal ones, and out of events', async () => {
    const [one, other] = [somebody({ phone: '+15550001111' }), somebody({ phone: '+15550001111' })];
    const profile = await harness.bus.call(user.createProfile, one);
    await harness.bus.call(user.createProfile, other);
    expect(profile.phone).toBe('+15550001111');

    const rows = await harness.database.query<{ phone_sealed: string; phone_digest: Buffer; text: string }>(
      'SELECT phone_sealed, phone_digest, profile::text AS text FROM profile WHERE user_id = ANY ($1)',
      [[one.userId, other.userId]],
    );
    expect(rows.map(({ phone_sealed }) => unseal(harness.serverKey, phone_sealed))).toEqual(['+15550001111', '+15550001111']);
    expect(rows[0]?.phone_digest).toEqual(rows[1]?.phone_digest);
    expect(rows[0]?.text).not.toContain('15550001111');
    expect(await harness.database.query(`SELECT 1 FROM outbox WHERE envelope::text LIKE '%15550001111%'`)).toEqual([]);
  });

  it('stores a name without tags', async () => {
    const profile = await harness.bus.call(user.createProfile, somebody({ displayName: ' <i>Ada</i> ' }));
    expect(profile.displayName).toBe('Ada');
  });

  it('refuses input that is not a profile', async () => {
    await expect(harness.bus.call(user.createProfile, somebody({ username: 'ab' }))).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { username: expect.any(String) },
    });
  });
});
