import { Body, Delete, Param, Put } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { AdminView } from '../../../views/admin.view.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { UpdateChannelDto } from './channel-settings.dto.js';
import { presentChannel } from './channels.presenter.js';

@ConnectBestController('chat/channels/:channelId')
export class ChannelSettingsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly admins: AdminView,
  ) {}

  /** CB-3.4 Update Channel: 200 `{ channel }`; channel admins only, a taken name is 400. */
  @Put()
  async update(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string, @Body() body: UpdateChannelDto) {
    const conversation = await this.rpc.call(messaging.updateRoom, {
      origin: originOf(viewer, 'connectbest'),
      conversationId: connectbestIds.channel.decode(channelId),
      ...(body.name == null ? {} : { slug: body.name }),
      ...(body.description === undefined ? {} : { description: body.description }),
      ...(body.type == null ? {} : { visibility: body.type }),
    });
    return { channel: presentChannel(conversation, viewer.userId) };
  }

  /** CB-3.5 Delete Channel: 200 `{ success: true }`; its creator, and admins of the application (C22). */
  @Delete()
  async delete(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string) {
    const room = { origin: originOf(viewer, 'connectbest'), conversationId: connectbestIds.channel.decode(channelId) };
    try {
      await this.rpc.call(messaging.deleteRoom, { ...room, asAppAdmin: false });
    } catch (error) {
      // Whether somebody is an admin is asked last: its creator ends a channel with auth away, too.
      if (!(error instanceof AppError) || error.kind !== 'forbidden' || !(await this.admins.has(viewer.userId))) throw error;
      await this.rpc.call(messaging.deleteRoom, { ...room, asAppAdmin: true });
    }
    return success;
  }
}
