import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, user, type EventEnvelope } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { MessagingHarness } from './messaging.harness.js';

describe('messaging.mirrorUser', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  const stored = async (id: string) =>
    (
      await harness.database.query<{ username: string; display_name: string }>('SELECT username, display_name FROM user_mirror WHERE id = $1', [id])
    )[0];

  it('keeps the newest copy, in whatever order copies come', async () => {
    const copy = { id: newId<'user'>(), num: 7_001, username: 'zoe', displayName: 'Zoe', avatarUrl: null, updatedAt: '2026-01-02T00:00:00.000Z' };
    expect(await harness.call(messaging.mirrorUser, copy)).toBeNull();
    await harness.call(messaging.mirrorUser, { ...copy, displayName: 'Older', updatedAt: '2026-01-01T00:00:00.000Z' });
    expect(await stored(copy.id)).toEqual({ username: 'zoe', display_name: 'Zoe' });
    await harness.call(messaging.mirrorUser, { ...copy, displayName: 'Newer', updatedAt: '2026-01-03T00:00:00.000Z' });
    expect(await stored(copy.id)).toEqual({ username: 'zoe', display_name: 'Newer' });
  });

  it('hears user.profileChanged, once per event, and shows it in cards at once', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const later = new Date(Date.now() + 1_000).toISOString();
    const blank = { email: null, phone: null, bio: null, publicKey: null, statusMessage: null };
    const { origin: _origin, ...card } = anna;
    const profile: user.Profile = {
      ...user.untouchedSettings,
      ...card,
      ...blank,
      displayName: 'Anna the Second',
      createdAt: later,
      updatedAt: later,
    };
    const event: EventEnvelope<{ readonly profile: user.Profile }> = {
      id: newId(),
      subject: user.profileChanged.subject,
      occurredAt: later,
      origin: null,
      payload: { profile },
    };
    await harness.bus.publish(user.profileChanged, event);
    await eventually(async () => expect((await stored(anna.id))?.display_name).toBe('Anna the Second'), 5_000);
    expect(await harness.database.query('SELECT 1 FROM inbox WHERE event_id = $1', [event.id])).toHaveLength(1);
    const message = await harness.say(anna, id, 'hi');
    expect(message.sender.displayName).toBe('Anna the Second');
  });

  it('shows the newest owner of a name that has changed hands', async () => {
    const [old, finder] = await harness.people('old', 'finder');
    const taker = { id: newId<'user'>(), num: 7_002, username: old.username, displayName: 'T', avatarUrl: null };
    await harness.call(messaging.mirrorUser, { ...taker, updatedAt: new Date(Date.now() + 1_000).toISOString() });
    const { members } = await harness.call(messaging.openDirect, { origin: finder.origin, other: { username: old.username } });
    expect(members.map(({ user: card }) => card.id)).toContain(taker.id);
  });
});
