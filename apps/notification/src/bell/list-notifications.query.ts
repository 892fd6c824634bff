import { Injectable } from '@nestjs/common';
import type { notification } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { toNotification } from './notification.entity.js';
import { NotificationRepository } from './notification.repository.js';

@Injectable()
export class ListNotifications {
  constructor(
    private readonly database: Database,
    private readonly notifications: NotificationRepository,
  ) {}

  async execute(input: notification.ListNotificationsInput): Promise<notification.NotificationPage> {
    const { rows, total, unread } = await this.notifications.page(this.database, input);
    return { notifications: rows.map(toNotification), total, unreadCount: unread };
  }
}
