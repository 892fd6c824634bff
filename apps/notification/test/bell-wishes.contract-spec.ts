import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, notification, user, type AnyId, type UserId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { TidyBell } from '../src/bell/tidy-bell.use-case.js';
import { BellHarness } from './bell.harness.js';
import { called, contactChange, direct, message, person, room, sent } from './bell-events.js';

/** Whatever says it, a muted place is muted (C57). */
const mutes = [
  [false, 'all'],
  [true, 'nothing'],
] as const;

describe('how people want to be told', () => {
  let bell: BellHarness;
  beforeAll(async () => void (bell = await BellHarness.start(1)));
  afterAll(() => bell.close());

  const ada = person('Ada');
  const now = () => new Date().toISOString();
  const wish = (userId: UserId, changes: Partial<notification.MirrorRecipientInput>) =>
    bell.service.bus.call(notification.mirrorRecipient, { userId, isEnabled: true, isSoundOn: true, timezone: 'UTC', changedAt: now(), ...changes });
  const level = (userId: UserId, targetId: AnyId, isEnabled: boolean, mentions: messaging.MentionLevel) =>
    bell.service.bus.call(notification.mirrorLevels, { userId, levels: [{ targetId, isEnabled, mentions, changedAt: now() }] });
  const write = async (to: user.UserCard): Promise<void> => {
    const conversation = direct(ada, to);
    await bell.publish(messaging.messageSent, sent(message(ada, conversation.id, 'psst', 1), conversation), 1);
  };
  /** Gives somebody a device. */
  const carry = (userId: UserId) => {
    const origin = { userId, sessionId: newId<'session'>(), dialect: 'v1' as const };
    return bell.service.bus.call(notification.registerDevice, { origin, deviceId: 'phone', platform: 'android', token: `token of ${userId}` });
  };
  /** Notifications that went to his devices. */
  const pushed = async (userId: UserId): Promise<readonly string[]> => {
    const rows = await bell.service.database.query<{ readonly id: string }>(
      'SELECT d.notification_id AS id FROM delivery d JOIN notification n ON n.id = d.notification_id WHERE n.user_id = $1 ORDER BY 1',
      [userId],
    );
    return rows.map(({ id }) => id);
  };
  /** A mention and a reply, of a message of their own each time. */
  const tellings = (place: messaging.ConversationCard, userId: UserId) =>
    (['mention', 'thread_reply'] as const).map((kind) => (): Promise<void> => {
      const { id, body, attachments } = message(ada, place.id, '@bob', 1);
      return bell.publish(messaging.attentionCalled, called({ kind, message: { id, body, attachments } }, place, ada, [userId], 1), 1);
    }) as [() => Promise<void>, () => Promise<void>];
  /** `HH:mm` some hours from now, by a clock that many hours ahead of UTC. */
  const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);

  it('tells nothing to who wants no notifications', async () => {
    const bob = person('Bob');
    await wish(bob.id, { isEnabled: false });
    await write(bob);
    expect(await bell.told(bob.id)).toEqual([]);
    await wish(bob.id, {});
    await write(bob);
    expect(await bell.unread(bob.id)).toBe(1);
  });

  it('keeps the newest of two copies, by call or by event', async () => {
    const bob = person('Bob');
    await wish(bob.id, { isEnabled: false, changedAt: '2026-02-01T00:00:00.000Z' });
    await wish(bob.id, { isEnabled: true, changedAt: '2026-01-01T00:00:00.000Z' });
    await write(bob);
    expect(await bell.told(bob.id)).toEqual([]);
    const profile = {
      ...{ ...bob, email: null, bio: null, publicKey: null, statusMessage: null, visibility: user.untouchedSettings.visibility },
      ...{ preferences: user.untouchedSettings.preferences, createdAt: now(), updatedAt: '2026-03-01T00:00:00.000Z' },
    };
    await bell.publish(user.profileChanged, envelopeOf(user.profileChanged, { profile }, null), 1);
    await write(bob);
    expect(await bell.unread(bob.id)).toBe(1);
  });

  it('keeps but does not push what comes of a muted conversation, room or person (A-CB-80, C57)', async () => {
    const bob = person('Bob');
    await carry(bob.id);
    const general = room('general');
    const [mention, reply] = tellings(general, bob.id);
    for (const [isEnabled, mentions] of mutes) {
      await level(bob.id, general.id, isEnabled, mentions);
      await mention();
      await reply();
    }
    await level(bob.id, ada.id, false, 'all');
    await write(bob);
    expect((await bell.told(bob.id)).map(({ kind }) => kind)).toEqual(['message', 'thread_reply', 'mention', 'thread_reply', 'mention']);
    expect(await bell.unread(bob.id)).toBe(5);
    // Heard again from now on, and of nothing that came before.
    await level(bob.id, general.id, true, 'all');
    const levels = [{ targetId: ada.id, isEnabled: true, mentions: 'all' as const, changedAt: now() }];
    await bell.publish(messaging.noticeLevelsChanged, envelopeOf(messaging.noticeLevelsChanged, { userId: bob.id, levels }, null), 1);
    await mention();
    await write(bob);
    await bell.service.bus.signal(notification.notificationsAdded, (added) =>
      added.some(({ userId, kind }) => userId === bob.id && kind === 'message'),
    );
    const heard = bell.heard(bob.id).map(({ id, kind }) => ({ id, kind }));
    expect(heard.map(({ kind }) => kind)).toEqual(['mention', 'message']);
    expect(await pushed(bob.id)).toEqual(heard.map(({ id }) => id).sort());
  });

  it('keeps nothing but mentions where one hears only of these, muted or not', async () => {
    const bob = person('Bob');
    const general = room('general');
    const [mention, reply] = tellings(general, bob.id);
    for (const isEnabled of [true, false]) {
      await level(bob.id, general.id, isEnabled, 'mentions');
      await reply();
      await mention();
    }
    expect((await bell.told(bob.id)).map(({ kind }) => kind)).toEqual(['mention', 'mention']);
    await eventually(() => expect(bell.heard(bob.id)).toHaveLength(1), 5_000);
  });

  it('tells of a contact request, which stands in no conversation, whatever of his is muted', async () => {
    const bob = person('Bob');
    await level(bob.id, ada.id, false, 'nothing');
    await bell.publish(user.contactRequested, envelopeOf(user.contactRequested, contactChange(ada, bob, null), null), 1);
    expect((await bell.told(bob.id)).map(({ kind }) => kind)).toEqual(['contact_request']);
    await eventually(() => expect(bell.heard(bob.id)).toHaveLength(1), 5_000);
  });

  it('keeps but does not push what comes in do-not-disturb, by the clock of the user', async () => {
    const [quiet, loud] = [person('Quiet'), person('Loud')];
    const { bus } = bell.service;
    expect(await bus.call(notification.getQuietHours, { userId: quiet.id })).toEqual({ isEnabled: false, startTime: '22:00', endTime: '08:00' });
    // The same hours for both; in Kiritimati it is 14 hours later.
    const hours = { isEnabled: true, startTime: clock(13), endTime: clock(15) };
    for (const { id } of [quiet, loud]) expect(await bus.call(notification.changeQuietHours, { userId: id, ...hours })).toEqual(hours);
    for (const { id } of [quiet, loud]) await carry(id);
    await wish(quiet.id, { timezone: 'Pacific/Kiritimati' });
    await write(quiet);
    await write(loud);
    expect([await bell.unread(quiet.id), await bell.unread(loud.id)]).toEqual([1, 1]);
    await bus.signal(notification.notificationsAdded, (added) => added.some(({ userId }) => userId === loud.id));
    expect(bell.heard(quiet.id)).toEqual([]);
    // One push, to the device of who may be disturbed (A-V1-33).
    const [told] = await bell.told(loud.id);
    expect([await pushed(loud.id), await pushed(quiet.id)]).toEqual([[told?.id], []]);
    // What is absent stays.
    expect(await bus.call(notification.changeQuietHours, { userId: quiet.id, isEnabled: false })).toEqual({ ...hours, isEnabled: false });
    await write(quiet);
    await bus.signal(notification.notificationsAdded, (added) => added.some(({ userId }) => userId === quiet.id));
  });

  it('refuses what is no clock, zone or level', async () => {
    const { id: userId } = person('Bob');
    const refusal = expect.objectContaining({ code: 'INPUT_INVALID' });
    for (const startTime of ['24:00', '7:30', '12:60', 'noon'])
      await expect(bell.service.bus.call(notification.changeQuietHours, { userId, startTime })).rejects.toEqual(refusal);
    await expect(wish(userId, { timezone: 'Moon/Crater' })).rejects.toEqual(refusal);
    await expect(level(userId, ada.id, true, 'some' as 'all')).rejects.toEqual(refusal);
  });

  it('forgets what nobody has looked at for 90 days', async () => {
    const bob = person('Bob');
    await write(bob);
    await write(bob);
    const { database } = bell.service;
    await database.query(
      `UPDATE notification SET created_at = now() - interval '91 days' WHERE id = (SELECT id FROM notification WHERE user_id = $1 LIMIT 1)`,
      [bob.id],
    );
    await database.query(`INSERT INTO fate (scope, user_id, outcome, place) VALUES ('old', $1, 'read', 1), ('new', $1, 'read', 1)`, [bob.id]);
    await database.query(`UPDATE fate SET noted_at = now() - interval '8 days' WHERE scope = 'old'`);
    await bell.service.part(TidyBell).execute();
    expect(await bell.told(bob.id)).toHaveLength(1);
    expect(await database.query('SELECT scope FROM fate WHERE user_id = $1', [bob.id])).toEqual([{ scope: 'new' }]);
  });
});
