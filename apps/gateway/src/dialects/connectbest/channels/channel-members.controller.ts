import { Body, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { AddMembersDto, ChangeRoleDto } from './channel-members.dto.js';
import { presentAddedMember } from './channels.presenter.js';

const targetOf = (viewer: Viewer, channelId: string, userId: string) => ({
  origin: originOf(viewer, 'connectbest'),
  conversationId: connectbestIds.channel.decode(channelId),
  userId: connectbestIds.user.decode(userId),
});

@ConnectBestController('chat/channels/:channelId/members')
export class ChannelMembersController {
  constructor(private readonly rpc: RpcClient) {}

  /** CB-3.6 Add Members: 200 `{ success, members }`, who was in already included (A-CB-24). */
  @Post()
  @HttpCode(200)
  async add(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string, @Body() body: AddMembersDto) {
    const { members } = await this.rpc.call(messaging.addMembers, {
      origin: originOf(viewer, 'connectbest'),
      conversationId: connectbestIds.channel.decode(channelId),
      memberIds: body.userIds.map((id) => connectbestIds.member.decode(id)),
      role: body.role ?? 'member',
    });
    return { ...success, members: members.map(presentAddedMember) };
  }

  /** CB-3.7 Remove Member: 200 `{ success: true }`; admins anybody but the creator, everybody himself. */
  @Delete(':userId')
  async remove(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string, @Param('userId') userId: string) {
    await this.rpc.call(messaging.removeMember, targetOf(viewer, channelId, userId));
    return success;
  }

  /** CB-3.8 Update Member Role: 200 `{ success: true }`; the creator alone, about others. */
  @Put(':userId')
  async changeRole(
    @CurrentViewer() viewer: Viewer,
    @Param('channelId') channelId: string,
    @Param('userId') userId: string,
    @Body() body: ChangeRoleDto,
  ) {
    await this.rpc.call(messaging.changeRole, { ...targetOf(viewer, channelId, userId), role: body.role });
    return success;
  }
}
