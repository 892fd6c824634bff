import { notification, type EventContract, type EventEnvelope, type UserId } from '@parley/contracts';
import { startNotification, type NotificationHarness } from './notification.harness.js';

/** The service, seen through the bell of its users. */
export class BellHarness {
  private constructor(readonly service: NotificationHarness) {}

  static async start(replicas: number, env: Readonly<Record<string, string>> = {}): Promise<BellHarness> {
    return new BellHarness(await startNotification(env, replicas));
  }

  /** What a user has been told, newest first; all kinds. */
  async told(userId: UserId): Promise<readonly notification.Notification[]> {
    return (await this.page(userId, {})).notifications;
  }

  async unread(userId: UserId): Promise<number> {
    return (await this.page(userId, {})).unreadCount;
  }

  page(userId: UserId, changes: Partial<notification.ListNotificationsInput>): Promise<notification.NotificationPage> {
    const input = { userId, kinds: notification.notificationKinds, isUnreadOnly: false, limit: 100, offset: 0, ...changes };
    return this.service.bus.call(notification.listNotifications, input);
  }

  /** Publishes an event as often as it may be delivered, and waits until all of it is handled. */
  async publish<P>(contract: EventContract<P>, event: EventEnvelope<P>, times: number): Promise<void> {
    for (let n = 0; n < times; n++) await this.service.bus.publish(contract, event);
    await this.service.bus.consumed(contract);
  }

  /** Notifications signalled so far for a user: what his sockets would hear. */
  heard(userId: UserId): readonly notification.Notification[] {
    return this.service.bus.signalsOf(notification.notificationsAdded).flatMap((added) => added.filter((one) => one.userId === userId));
  }

  close(): Promise<void> {
    return this.service.close();
  }
}
