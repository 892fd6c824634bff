import { describe, expect, it } from '@jest/globals';
import { notification, parseId, type AnyId } from '@parley/contracts';
import { presentNotification, presentNotifications, presentNotificationsAdded } from './notifications.presenter.js';

const idOf = <I extends AnyId>(digit: string) => parseId(digit.repeat(24)) as I;
const told: notification.Notification = {
  ...{ id: idOf('1'), userId: idOf('2'), kind: 'message', title: 'Ada', body: 'hello', conversationId: idOf('3'), messageId: idOf('4') },
  ...{ actorId: idOf('5'), isRead: true, createdAt: '2026-07-01T10:00:00.500Z' },
};

describe('the object of V1-7.1', () => {
  it('has every key', () =>
    expect(presentNotification(told)).toEqual({
      ...{ notification_id: `notif_${'1'.repeat(24)}`, type: 'new_message', title: 'New message from Ada', body: 'hello', is_read: true },
      data: { conversation_id: `conv_${'3'.repeat(24)}`, message_id: `msg_${'4'.repeat(24)}`, user_id: `usr_${'5'.repeat(24)}` },
      created_at: '2026-07-01T10:00:00Z',
    }));

  it.each([
    ['message', 'new_message'],
    ['thread_reply', 'new_message'],
    ['mention', 'mention'],
    ['channel_added', 'mention'],
    ['call_missed', 'call_missed'],
    ['contact_request', 'contact_request'],
  ] as const)('shows %s as %s (C71)', (kind, type) => expect(presentNotification({ ...told, kind }).type).toBe(type));

  it.each(notification.notificationKinds.filter((kind) => kind !== 'message'))('titles %s as the bell does', (kind) =>
    expect(presentNotification({ ...told, kind }).title).toBe('Ada'),
  );

  it('names only what there is', () =>
    expect(presentNotification({ ...told, conversationId: null, messageId: null, actorId: null }).data).toEqual({}));

  it('comes with both counts and the pagination of every list (A-V1-32, A-V1-39)', () =>
    expect(presentNotifications({ notifications: [told], total: 3, unreadCount: 2 }, { limit: 1, offset: 1 })).toEqual({
      ...{ success: true, data: { notifications: [presentNotification(told)], unread_count: 2, total: 3 } },
      pagination: { limit: 1, offset: 1, total: 3, has_next: true, has_prev: true },
    }));
});

describe('notification (A-V1-23)', () => {
  it('goes to every socket of its user; kinds without a word here go nowhere', () => {
    const emissions = presentNotificationsAdded.present(notification.notificationKinds.map((kind) => ({ ...told, kind })));
    expect(emissions).toHaveLength(6);
    expect(emissions[0]).toEqual({
      ...{ kind: 'emit', rooms: [`v1/user/${told.userId}`], event: 'notification' },
      data: { notification: presentNotification(told) },
    });
  });
});
