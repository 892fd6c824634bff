import { Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { decodeAct } from './message-act.codec.js';
import { presentMessage } from './messages.presenter.js';

@ConnectBestController('chat/channels/:channelId')
export class PinsController {
  constructor(private readonly rpc: RpcClient) {}

  /** CB-4.7 Pin Message: 200 `{ success }`, also when it was pinned; the eleventh is 400 `PIN_LIMIT` (A-CB-40). */
  @Post('messages/:messageId/pin')
  @HttpCode(200)
  async pin(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string, @Param('messageId') messageId: string) {
    await this.rpc.call(messaging.pinMessage, decodeAct(viewer, channelId, messageId));
    return success;
  }

  /** CB-4.8 Unpin Message: 200 `{ success }`. */
  @Delete('messages/:messageId/pin')
  async unpin(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string, @Param('messageId') messageId: string) {
    await this.rpc.call(messaging.unpinMessage, decodeAct(viewer, channelId, messageId));
    return success;
  }

  /** `GET …/pins` (extension of A-CB-40): 200 `{ messages }`, the latest pin first. */
  @Get('pins')
  async list(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string) {
    const conversationId = connectbestIds.channel.decode(channelId);
    const pins = await this.rpc.call(messaging.listPins, { viewerId: viewer.userId, conversationId });
    return { messages: pins.map(presentMessage) };
  }
}
