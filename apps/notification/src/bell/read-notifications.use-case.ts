import { Injectable } from '@nestjs/common';
import { AppError, notification } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { Alerts } from '../alert/alerts.port.js';
import { NotificationRepository } from './notification.repository.js';

/** Marks one's own notifications read, in every dialect at once (C71), and spares the devices those that wait to be told. */
@Injectable()
export class ReadNotifications {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: NotificationRepository,
    private readonly alerts: Alerts,
  ) {}

  async execute({ userId, notificationIds, kinds }: notification.ReadNotificationsInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      const read = await this.notifications.read(tx, userId, notificationIds ?? null, kinds);
      if (read.length > 0) await this.alerts.withdraw(tx, read);
    });
    return null;
  }

  /** @throws {AppError} NOTIFICATION_NOT_FOUND */
  async one({ userId, notificationId }: notification.ReadNotificationInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      if (!(await this.notifications.exists(tx, userId, notificationId))) throw new AppError('NOTIFICATION_NOT_FOUND');
      const read = await this.notifications.read(tx, userId, [notificationId], notification.notificationKinds);
      if (read.length > 0) await this.alerts.withdraw(tx, read);
    });
    return null;
  }
}
