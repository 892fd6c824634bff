import { describe, expect, it } from '@jest/globals';
import { newId, notification, parseId } from '@parley/contracts';
import { presentNotification, presentNotificationsAdded } from './notifications.presenter.js';
import { toReadIds } from './notifications.dto.js';

const told: notification.Notification = {
  ...{ id: newId(), userId: newId(), kind: 'message', title: 'Ada', body: 'hello', conversationId: newId(), messageId: newId(), actorId: newId() },
  ...{ isRead: false, createdAt: '2026-07-01T10:00:00.500Z' },
};

describe('the object of CB-9.3', () => {
  it('has every key, ids as they are', () =>
    expect(presentNotification(told)).toEqual({
      ...{ id: told.id, type: 'dm', message: 'Ada: hello', channelId: told.conversationId, messageId: told.messageId },
      ...{ read: false, createdAt: '2026-07-01T10:00:00.500Z' },
    }));

  it.each([
    ['message', 'dm', 'Ada: hello'],
    ['mention', 'mention', 'Ada: hello'],
    ['reaction', 'reaction', 'Ada: hello'],
    ['thread_reply', 'thread_reply', 'Ada: hello'],
    ['channel_added', 'mention', 'hello'],
  ] as const)('shows %s as %s (C71)', (kind, type, message) => expect(presentNotification({ ...told, kind })).toMatchObject({ type, message }));

  it('shows what was blanked, and what has no place, by its title and nulls', () =>
    expect(presentNotification({ ...told, body: '', conversationId: null, messageId: null })).toMatchObject({
      ...{ message: 'Ada', channelId: null, messageId: null },
    }));
});

describe('notification:new', () => {
  it('goes to the sockets of its user that hear notifications; kinds without a word here go nowhere', () => {
    const added = notification.notificationKinds.map((kind) => ({ ...told, kind }));
    const emissions = presentNotificationsAdded.present(added);
    expect(emissions).toHaveLength(5);
    expect(emissions[0]).toEqual({
      ...{ kind: 'emit', rooms: [`connectbest/notifications.user/${told.userId}`], event: 'notification:new' },
      data: presentNotification(told),
    });
  });
});

describe('toReadIds', () => {
  it('takes any rendering, and passes over what is no id (A-CB-79)', () => {
    const hex = 'a'.repeat(24);
    expect(toReadIds({ notificationIds: [told.id, hex, 'none', ''] })).toEqual([told.id, parseId(hex)]);
  });
});
