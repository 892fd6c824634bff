import { Body, Get, Put, Query } from '@nestjs/common';
import { notification } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { ListNotificationsQuery, maxShown, ReadNotificationsDto, shownKinds, toReadIds } from './notifications.dto.js';
import { presentNotification } from './notifications.presenter.js';

@ConnectBestController('notifications')
export class NotificationsController {
  constructor(private readonly rpc: RpcClient) {}

  /** CB-9.3 Get Unread Notifications: 200, newest first, at most 100 (A-CB-78). */
  @Get()
  async list(@CurrentViewer() { userId }: Viewer, @Query() { all }: ListNotificationsQuery) {
    const input = { userId, kinds: shownKinds, isUnreadOnly: !all, limit: maxShown, offset: 0 };
    const { notifications, unreadCount } = await this.rpc.call(notification.listNotifications, input);
    return { notifications: notifications.map(presentNotification), unreadCount };
  }

  /** CB-9.4 Mark Notifications as Read: 200 `{ success }`, whatever of them there is (A-CB-79). */
  @Put('read')
  async read(@CurrentViewer() { userId }: Viewer, @Body() body: ReadNotificationsDto) {
    const input = { userId, notificationIds: toReadIds(body), kinds: notification.notificationKinds };
    await this.rpc.call(notification.readNotifications, input);
    return success;
  }
}
