import { Body, Get, HttpCode, Post } from '@nestjs/common';
import { notification } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { confirmation, success } from '../v1.envelope.js';
import { PushTokenDto } from './push.dto.js';

@V1Controller('notifications')
export class PushController {
  constructor(private readonly rpc: RpcClient) {}

  /** V1-7.3 Update Push Token: 200; one token for each device, until its session ends (A-V1-33). */
  @Post('push-token')
  @HttpCode(200)
  async register(@CurrentViewer() viewer: Viewer, @Body() { device_id, platform, push_token }: PushTokenDto) {
    await this.rpc.call(notification.registerDevice, { origin: originOf(viewer, 'v1'), deviceId: device_id, platform, token: push_token });
    return confirmation('Push token updated successfully');
  }

  /** Extension: what a browser gives to `pushManager.subscribe`; null when Web Push is not configured. */
  @Get('push-key')
  async key() {
    const { webPublicKey } = await this.rpc.call(notification.describePush, {});
    return success({ web_public_key: webPublicKey });
  }
}
