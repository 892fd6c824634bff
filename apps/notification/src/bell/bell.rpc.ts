import { Controller } from '@nestjs/common';
import { notification } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ListNotifications } from './list-notifications.query.js';
import { ReadNotifications } from './read-notifications.use-case.js';

@Controller()
export class BellRpc {
  constructor(
    private readonly listNotifications: ListNotifications,
    private readonly readNotifications: ReadNotifications,
  ) {}

  @HandleRpc(notification.listNotifications)
  list(input: notification.ListNotificationsInput): Promise<notification.NotificationPage> {
    return this.listNotifications.execute(input);
  }

  @HandleRpc(notification.readNotification)
  readOne(input: notification.ReadNotificationInput): Promise<null> {
    return this.readNotifications.one(input);
  }

  @HandleRpc(notification.readNotifications)
  read(input: notification.ReadNotificationsInput): Promise<null> {
    return this.readNotifications.execute(input);
  }
}
