import { Get, Param, Put, Query } from '@nestjs/common';
import { notification } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { confirmation } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { windowOf } from '../v1.page.js';
import { ListNotificationsQuery, shownKinds } from './notifications.dto.js';
import { presentNotifications } from './notifications.presenter.js';

@V1Controller('notifications')
export class NotificationsController {
  constructor(private readonly rpc: RpcClient) {}

  /** V1-7.1 Get Notifications: 200, newest first; `unread_count` whatever is asked for (A-V1-32). */
  @Get()
  async list(@CurrentViewer() { userId }: Viewer, @Query() query: ListNotificationsQuery) {
    const window = windowOf(query);
    const input = { userId, kinds: shownKinds, isUnreadOnly: query.unread_only, ...window };
    return presentNotifications(await this.rpc.call(notification.listNotifications, input), window);
  }

  /** Extension (A-V1-32): 200, all that this dialect shows. */
  @Put('read')
  async readAll(@CurrentViewer() { userId }: Viewer) {
    await this.rpc.call(notification.readNotifications, { userId, notificationIds: null, kinds: shownKinds });
    return confirmation('Notifications marked as read');
  }

  /** V1-7.2 Mark Notification as Read: 200, again for a read one; 404 for anybody else's. */
  @Put(':notificationId/read')
  async read(@CurrentViewer() { userId }: Viewer, @Param('notificationId') notificationId: string) {
    await this.rpc.call(notification.readNotification, { userId, notificationId: v1Ids.notification.decode(notificationId) });
    return confirmation('Notification marked as read');
  }
}
