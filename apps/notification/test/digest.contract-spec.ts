import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, notification, type user } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { SendDigests } from '../src/digest/send-digests.use-case.js';
import { BellHarness } from './bell.harness.js';
import { direct, message, person, sent } from './bell-events.js';

const ada = person('Ada');
const addressOf = ({ id }: user.UserCard): string => `${id}@example.org`;

const verify = (bell: BellHarness, reader: user.UserCard) =>
  bell.publish(auth.emailVerified, envelopeOf(auth.emailVerified, { userId: reader.id, email: addressOf(reader) }, null), 1);

const write = async (bell: BellHarness, to: user.UserCard, text: string, hoursAgo: number): Promise<void> => {
  const conversation = direct(ada, to);
  const event = sent(message(ada, conversation.id, text, 1), conversation);
  await bell.publish(messaging.messageSent, { ...event, occurredAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString() }, 1);
};

const mailsTo = async (bell: BellHarness, reader: user.UserCard) => (await bell.service.outbox()).filter(({ to }) => to === addressOf(reader));

describe('the digest of what was missed', () => {
  let bell: BellHarness;
  beforeAll(async () => void (bell = await BellHarness.start(2, { DIGEST_AFTER_HOURS: '2' })));
  afterAll(() => bell.close());

  const sweep = () => Promise.all([0, 1].map((n) => bell.service.part(SendDigests, n).execute()));

  it('mails once what is unread for so long, with all that came since, and no word of it', async () => {
    const [bob, fresh, unverified] = [person('Bob'), person('Fresh'), person('Unverified')];
    for (const reader of [bob, fresh]) await verify(bell, reader);
    await write(bell, bob, 'secret', 3);
    await write(bell, bob, 'secret', 0);
    await write(bell, fresh, 'secret', 1);
    await write(bell, unverified, 'secret', 3);
    await sweep();
    await sweep();
    const [mail] = await eventually(async () => {
      const mails = await mailsTo(bell, bob);
      expect(mails).toHaveLength(1);
      return mails;
    }, 5_000);
    expect(mail).toMatchObject({ kind: 'email', subject: 'You missed 2 notifications' });
    expect(mail?.['text']).toContain('Ada wrote to you (2)');
    expect(JSON.stringify(mail)).not.toContain('secret');
    expect([await mailsTo(bell, fresh), await mailsTo(bell, unverified)]).toEqual([[], []]);
    // Told already, and what is new is not yet old enough.
    expect(await bell.service.database.query('SELECT recipient FROM delivery')).toEqual([{ recipient: addressOf(bob) }]);
  });

  it('spares who has read it, wants none, or is not to be disturbed', async () => {
    const [reader, silent, quiet] = [person('Reader'), person('Silent'), person('Quiet')];
    for (const one of [reader, silent, quiet]) {
      await verify(bell, one);
      await write(bell, one, 'x', 3);
    }
    const { bus } = bell.service;
    await bus.call(notification.readNotifications, { userId: reader.id, notificationIds: null, kinds: notification.notificationKinds });
    const changedAt = new Date().toISOString();
    await bus.call(notification.mirrorRecipient, { userId: silent.id, isEnabled: false, isSoundOn: true, timezone: 'UTC', changedAt });
    await bus.call(notification.changeQuietHours, { userId: quiet.id, isEnabled: true, startTime: '00:00', endTime: '00:00' });
    await sweep();
    const owed = 'SELECT 1 FROM delivery WHERE recipient = ANY ($1)';
    expect(await bell.service.database.query(owed, [[reader, silent, quiet].map(addressOf)])).toEqual([]);
    await bus.call(notification.changeQuietHours, { userId: quiet.id, isEnabled: false });
    await sweep();
    expect(await bell.service.database.query(owed, [[addressOf(quiet)]])).toHaveLength(1);
  });
});

describe('a digest and who is suspended', () => {
  it('reaches him when he is let in again, and not before', async () => {
    const bell = await BellHarness.start(1, { DIGEST_AFTER_HOURS: '2' });
    const bob = person('Bob');
    await verify(bell, bob);
    await write(bell, bob, 'x', 3);
    const stand = (state: 'active' | 'suspended', secondsAgo: number) => {
      const envelope = envelopeOf(auth.accountStateChanged, { userId: bob.id, state }, null);
      const occurredAt = new Date(Date.now() - secondsAgo * 1_000).toISOString();
      return bell.publish(auth.accountStateChanged, { ...envelope, occurredAt }, 1);
    };
    const sweep = async () => {
      await bell.service.part(SendDigests).execute();
      return bell.service.database.query('SELECT recipient FROM delivery');
    };
    await stand('suspended', 10);
    // What was before comes late.
    await stand('active', 20);
    expect(await sweep()).toEqual([]);
    await stand('active', 5);
    expect(await sweep()).toEqual([{ recipient: addressOf(bob) }]);
    await bell.close();
  });
});

describe('a digest and what is muted', () => {
  it('says nothing of a muted place, until it is muted no more', async () => {
    const bell = await BellHarness.start(1, { DIGEST_AFTER_HOURS: '2' });
    const bob = person('Bob');
    await verify(bell, bob);
    const mute = (isEnabled: boolean) => {
      const levels = [{ targetId: ada.id, isEnabled, mentions: 'all' as const, changedAt: new Date().toISOString() }];
      return bell.service.bus.call(notification.mirrorLevels, { userId: bob.id, levels });
    };
    const sweep = async () => {
      await bell.service.part(SendDigests).execute();
      return bell.service.database.query('SELECT recipient FROM delivery');
    };
    await write(bell, bob, 'before it was muted', 3);
    await mute(false);
    await write(bell, bob, 'after', 3);
    expect(await sweep()).toEqual([]);
    await mute(true);
    expect(await sweep()).toEqual([{ recipient: addressOf(bob) }]);
    const [mail] = await eventually(async () => {
      const mails = await mailsTo(bell, bob);
      expect(mails).toHaveLength(1);
      return mails;
    }, 5_000);
    expect(mail?.['text']).toContain('Ada wrote to you (2)');
    await bell.close();
  });
});

describe('a digest for one of many', () => {
  it('does not wait for those who are not to be disturbed', async () => {
    const bell = await BellHarness.start(1, { DIGEST_AFTER_HOURS: '2' });
    // All day, and more of them than are claimed at a time.
    await bell.service.database.query(
      `INSERT INTO recipient (user_id, email, is_quiet, quiet_from, quiet_to)
       SELECT gen_random_uuid(), n || '@quiet.example', true, '00:00', '00:00' FROM generate_series(1, 120) n`,
    );
    await bell.service.database.query(
      `INSERT INTO notification (id, user_id, kind, source, place, title, body, created_at)
       SELECT gen_random_uuid(), user_id, 'message', 'message:' || user_id, 1, 'Ada', 'x', now() - interval '3 hours' FROM recipient`,
    );
    const last = { ...person('Last'), id: 'ffffffff-ffff-4fff-a7c1-e55fffffffff' as user.UserCard['id'] };
    await verify(bell, last);
    await write(bell, last, 'x', 3);
    await bell.service.part(SendDigests).execute();
    expect(await bell.service.database.query('SELECT recipient FROM delivery')).toEqual([{ recipient: addressOf(last) }]);
    await bell.close();
  });
});

describe('without DIGEST_AFTER_HOURS', () => {
  it('nobody is mailed', async () => {
    const bell = await BellHarness.start(1);
    const bob = person('Bob');
    await verify(bell, bob);
    await write(bell, bob, 'x', 30);
    await bell.service.part(SendDigests).execute();
    expect(await bell.service.database.query('SELECT 1 FROM delivery')).toEqual([]);
    await bell.close();
  });
});
