import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, notification, user } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { seal } from '@parley/runtime';
import { BellHarness } from './bell.harness.js';
import { called, contactChange, deletedEvent, direct, message, person, readEvent, room, sent } from './bell-events.js';

/** Events of different kinds keep no order among each other: what is told must be right whichever comes first. */
const orders = [['the news first'], ['the news last']] as const;

describe('the number on the bell', () => {
  let bell: BellHarness;
  beforeAll(async () => void (bell = await BellHarness.start(1)));
  afterAll(() => bell.close());

  const ada = person('Ada');
  const inOrder = async (order: string, tell: () => Promise<void>, settle: () => Promise<void>): Promise<void> => {
    if (order === 'the news first') await tell();
    // Twice: a repeat changes nothing.
    await settle();
    await settle();
    if (order === 'the news last') await tell();
  };
  const say = (texts: readonly string[]) => {
    const bob = person('Bob');
    const conversation = direct(ada, bob);
    const messages = texts.map((text, index) => message(ada, conversation.id, text, index + 1));
    const tell = async () => {
      for (const one of messages) await bell.publish(messaging.messageSent, sent(one, conversation), 1);
    };
    return { bob, conversation, messages, tell };
  };

  it.each(orders)('falls by what is read in the conversation; %s', async (order) => {
    const { bob, conversation, messages, tell } = say(['one', 'two', 'three', 'four']);
    // Read up to the second, and the fourth by itself.
    const read = readEvent(conversation, bob, 2, [messages[3]?.id ?? newId<'message'>()]);
    await inOrder(order, tell, () => bell.publish(messaging.messagesRead, read, 1));
    expect((await bell.told(bob.id)).map(({ body, isRead }) => [body, isRead])).toEqual(
      expect.arrayContaining([
        ['one', true],
        ['two', true],
        ['three', false],
        ['four', true],
      ]),
    );
    expect(await bell.unread(bob.id)).toBe(1);
  });

  it.each(orders)('falls when a message is deleted, whose words are blanked; %s', async (order) => {
    const { bob, conversation, messages, tell } = say(['secret', 'open']);
    const [secret] = messages;
    if (secret === undefined) throw new Error('no message');
    await inOrder(order, tell, () => bell.publish(messaging.messageDeleted, deletedEvent(secret, conversation, 3), 1));
    expect(await bell.unread(bob.id)).toBe(1);
    expect(JSON.stringify(await bell.told(bob.id))).not.toContain('secret');
    expect(await bell.service.database.query(`SELECT 1 FROM notification WHERE body LIKE '%secret%'`)).toEqual([]);
  });

  it.each(orders)('falls when one hides a message from oneself; %s', async (order) => {
    const { bob, conversation, messages, tell } = say(['hidden']);
    const payload = {
      messageId: messages[0]?.id ?? newId<'message'>(),
      conversation,
      sender: ada,
      userId: bob.id,
      hiddenAt: new Date().toISOString(),
      seq: 2,
    };
    await inOrder(order, tell, () => bell.publish(messaging.messageHidden, envelopeOf(messaging.messageHidden, payload, null), 1));
    expect(await bell.told(bob.id)).toEqual([]);
  });

  it.each(orders)('shows a message as it was edited; %s', async (order) => {
    const { bob, conversation, messages, tell } = say(['before']);
    const [before] = messages;
    if (before === undefined) throw new Error('no message');
    const after = (text: string, seq: number) =>
      envelopeOf(
        messaging.messageUpdated,
        { message: { ...before, body: { kind: 'plain' as const, text } }, conversation, cause: 'edited' as const, seq },
        null,
      );
    await inOrder(order, tell, async () => {
      await bell.publish(messaging.messageUpdated, after('after', 3), 1);
      await bell.publish(messaging.messageUpdated, after('between', 2), 1);
    });
    expect(await bell.told(bob.id)).toMatchObject([{ body: 'after', isRead: false }]);
  });

  it.each(orders)('forgets a room one has left, and knows it again when one is back; %s', async (order) => {
    const [bob, cid] = [person('Bob'), person('Cid')];
    const general = room('general');
    const mention = (seq: number) => {
      const { id, body, attachments } = message(ada, general.id, 'hi @bob', seq);
      return called({ kind: 'mention', message: { id, body, attachments } }, general, ada, [bob.id, cid.id], seq);
    };
    const left = envelopeOf(messaging.memberRemoved, { conversation: general, user: bob, seq: 5 }, null);
    const tell = () => bell.publish(messaging.attentionCalled, mention(4), 1);
    await inOrder(order, tell, () => bell.publish(messaging.memberRemoved, left, 1));
    expect([await bell.unread(bob.id), await bell.unread(cid.id)]).toEqual([0, 1]);
    await bell.publish(messaging.attentionCalled, mention(9), 1);
    expect(await bell.unread(bob.id)).toBe(1);
  });

  it.each(orders)('forgets a room that is no more; %s', async (order) => {
    const bob = person('Bob');
    const general = room('general');
    const tell = () => bell.publish(messaging.attentionCalled, called({ kind: 'channel_added' }, general, ada, [bob.id], 2), 1);
    const closed = envelopeOf(messaging.conversationDeleted, { conversation: general, seq: 7 }, null);
    await inOrder(order, tell, () => bell.publish(messaging.conversationDeleted, closed, 1));
    expect(await bell.told(bob.id)).toEqual([]);
  });

  it.each(orders)('reads a contact request that is accepted, drops one that is rejected or taken back; %s', async (order) => {
    for (const [answer, told] of [
      [user.contactAccepted, 1],
      [user.contactRejected, 0],
      [user.contactRemoved, 0],
    ] as const) {
      const bob = person('Bob');
      const change = contactChange(ada, bob, null);
      const request = { ...envelopeOf(user.contactRequested, change, null), occurredAt: new Date(Date.now() - 1_000).toISOString() };
      const tell = () => bell.publish(user.contactRequested, request, 1);
      await inOrder(order, tell, () => bell.publish(answer, envelopeOf(answer, change, null), 1));
      expect([await bell.unread(bob.id), (await bell.told(bob.id)).length]).toEqual([0, told]);
      // Asked anew, under the same id.
      if (told === 0) await bell.publish(user.contactRequested, envelopeOf(user.contactRequested, change, null), 1);
      expect(await bell.unread(bob.id)).toBe(told === 0 ? 1 : 0);
    }
  });

  it('readNotification and readNotifications: one’s own, once, by kind; counts follow', async () => {
    const { bob, tell } = say(['one', 'two', 'three']);
    await tell();
    const [newest, middle] = await bell.told(bob.id);
    const call = bell.service.bus;
    await call.call(notification.readNotification, { userId: bob.id, notificationId: newest?.id ?? newId<'notification'>() });
    await call.call(notification.readNotification, { userId: bob.id, notificationId: newest?.id ?? newId<'notification'>() });
    expect(await bell.page(bob.id, { isUnreadOnly: true })).toMatchObject({
      notifications: [{ body: 'two' }, { body: 'one' }],
      total: 2,
      unreadCount: 2,
    });
    const foreign = { userId: ada.id, notificationId: middle?.id ?? newId<'notification'>() };
    await expect(call.call(notification.readNotification, foreign)).rejects.toMatchObject({ code: 'NOTIFICATION_NOT_FOUND' });
    await expect(call.call(notification.readNotification, { ...foreign, notificationId: newId<'notification'>() })).rejects.toMatchObject({
      code: 'NOTIFICATION_NOT_FOUND',
    });
    const kinds = notification.notificationKinds;
    await call.call(notification.readNotifications, { userId: ada.id, notificationIds: [foreign.notificationId], kinds });
    await call.call(notification.readNotifications, { userId: bob.id, notificationIds: [], kinds });
    await call.call(notification.readNotifications, { userId: bob.id, notificationIds: null, kinds: ['mention'] });
    expect(await bell.unread(bob.id)).toBe(2);
    await call.call(notification.readNotifications, { userId: bob.id, notificationIds: [foreign.notificationId, newId<'notification'>()], kinds });
    expect(await bell.unread(bob.id)).toBe(1);
    expect(await bell.page(bob.id, { limit: 1, offset: 1 })).toMatchObject({
      notifications: [{ body: 'two', isRead: true }],
      total: 3,
      unreadCount: 1,
    });
    await call.call(notification.readNotifications, { userId: bob.id, notificationIds: null, kinds });
    expect(await bell.unread(bob.id)).toBe(0);
    await expect(bell.page(bob.id, { limit: 101 })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('erasure: nothing of a deleted person stays or comes back (C80)', async () => {
    const { bob, conversation, tell } = say(['to Bob']);
    await tell();
    await bell.publish(messaging.messageSent, sent(message(bob, conversation.id, 'from Bob', 2), conversation), 1);
    expect([await bell.unread(bob.id), await bell.unread(ada.id)]).toEqual([1, 1]);
    await bell.service.bus.call(notification.changeQuietHours, { userId: bob.id, isEnabled: true });
    const sealedAddresses = seal(bell.service.serverKey, '[]');
    await bell.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId: bob.id, sealedAddresses }, null), 2);
    await bell.publish(messaging.messageSent, sent(message(ada, conversation.id, 'late, to Bob', 3), conversation), 1);
    await bell.publish(messaging.messageSent, sent(message(bob, conversation.id, 'late, from Bob', 4), conversation), 1);
    await bell.service.bus.call(notification.mirrorRecipient, {
      ...{ userId: bob.id, isEnabled: true, isSoundOn: true, timezone: 'Europe/Rome', changedAt: new Date().toISOString() },
    });
    expect([await bell.told(bob.id), await bell.told(ada.id)]).toEqual([[], []]);
    expect(await bell.service.database.query('SELECT is_quiet, timezone FROM recipient WHERE user_id = $1', [bob.id])).toEqual([
      { is_quiet: false, timezone: null },
    ]);
  });
});
