import { Body, Get, Put } from '@nestjs/common';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { NotificationSettingsView } from '../../../views/notification-settings.view.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { toSettingsChanges, UpdateSettingsDto } from './notification-settings.dto.js';
import { presentSettings } from './notification-settings.presenter.js';

@ConnectBestController('notifications/settings')
export class NotificationSettingsController {
  constructor(private readonly settings: NotificationSettingsView) {}

  /** CB-9.1 Get Notification Settings: 200 `{ settings }`. */
  @Get()
  async get(@CurrentViewer() { userId }: Viewer) {
    return { settings: presentSettings(await this.settings.get(userId)) };
  }

  /** CB-9.2 Update Notification Settings: 200 `{ settings }` as they now are; 400 for a channel the caller is not in. */
  @Put()
  async update(@CurrentViewer() viewer: Viewer, @Body() body: UpdateSettingsDto) {
    return { settings: presentSettings(await this.settings.change(originOf(viewer, 'connectbest'), toSettingsChanges(body))) };
  }
}
