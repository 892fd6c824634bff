import { Body, Delete, Param, Put } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { UpdateRoomDto } from './rooms.dto.js';
import { presentRoom } from './rooms.presenter.js';

@ChatroomsController('chatrooms/:chatroomId')
export class RoomSettingsController {
  constructor(private readonly rpc: RpcClient) {}

  /** RC-rooms.update: 200 `data: { chatroom }` as in GET (A-RC-05); owner and moderators. */
  @Put()
  async update(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string, @Body() body: UpdateRoomDto) {
    const conversation = await this.rpc.call(messaging.updateRoom, {
      origin: originOf(viewer, 'chatrooms'),
      conversationId: chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id'),
      ...(body.name == null ? {} : { title: body.name }),
      ...(body.description === undefined ? {} : { description: body.description }),
      ...(body.max_members == null ? {} : { maxMembers: body.max_members }),
      ...(body.require_encryption == null ? {} : { isEncryptionRequired: body.require_encryption }),
      ...(body.auto_summary_enabled == null ? {} : { isAutoSummaryEnabled: body.auto_summary_enabled }),
      ...(body.summary_threshold == null ? {} : { summaryThreshold: body.summary_threshold }),
    });
    return succeed({ chatroom: presentRoom(conversation, viewer.userId) }, 'Chatroom updated successfully');
  }

  /** RC-rooms.delete: 200; the owner only. */
  @Delete()
  async delete(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string) {
    const conversationId = chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id');
    await this.rpc.call(messaging.deleteRoom, { origin: originOf(viewer, 'chatrooms'), conversationId, asAppAdmin: false });
    return succeed({}, 'Chatroom deleted successfully');
  }
}
