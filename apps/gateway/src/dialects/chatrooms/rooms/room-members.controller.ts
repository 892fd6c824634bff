import { Body, HttpCode, Param, Post, Put } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { ChangeRoleDto } from './rooms.dto.js';

@ChatroomsController('chatrooms/:chatroomId')
export class RoomMembersController {
  constructor(private readonly rpc: RpcClient) {}

  /** RC-rooms.leave: 200. An owner is followed, the last one out deletes the room (C40). */
  @Post('leave')
  @HttpCode(200)
  async leave(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string) {
    const conversationId = chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id');
    await this.rpc.call(messaging.leaveRoom, { origin: originOf(viewer, 'chatrooms'), conversationId });
    return succeed({}, 'Left the chatroom successfully');
  }

  /** Makes a moderator or a member (A-RC-17): 200; the owner only. */
  @Put('members/:userId')
  async changeRole(
    @CurrentViewer() viewer: Viewer,
    @Param('chatroomId') chatroomId: string,
    @Param('userId') userId: string,
    @Body() body: ChangeRoleDto,
  ) {
    await this.rpc.call(messaging.changeRole, {
      origin: originOf(viewer, 'chatrooms'),
      conversationId: chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id'),
      userId: chatroomsIds.decodeUser(userId, 'user_id'),
      role: body.role === 'moderator' ? 'admin' : 'member',
    });
    return succeed({}, 'Role changed successfully');
  }
}
