import { Body, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { decodeBody } from '../body.codec.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { presentReacted } from './message-acts.presenter.js';
import { EditMessageDto, ReactionDto } from './messages.dto.js';
import { presentMessage } from './messages.presenter.js';

const actOf = (viewer: Viewer, chatroomId: string, messageId: string): messaging.MessageActInput => ({
  origin: originOf(viewer, 'chatrooms'),
  conversationId: chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id'),
  messageId: chatroomsIds.decodeMessage(messageId, 'message_id'),
});

/** One message of a chatroom: extensions of A-RC-26. */
@ChatroomsController('chatrooms/:chatroomId/messages/:messageId')
export class MessageController {
  constructor(private readonly rpc: RpcClient) {}

  /** 200 `{ message }`; others than the author are 403 MESSAGE_EDIT_DENIED. Whether content may be empty is the store's to judge: beside files it may. */
  @Put()
  async edit(
    @CurrentViewer() viewer: Viewer,
    @Param('chatroomId') chatroomId: string,
    @Param('messageId') messageId: string,
    @Body() { content }: EditMessageDto,
  ) {
    const act = actOf(viewer, chatroomId, messageId);
    const message = await this.rpc.call(messaging.editMessage, { ...act, body: decodeBody(content, true) });
    return succeed({ message: presentMessage(message) }, 'Message updated successfully');
  }

  /** 200 `{ message_id }`, for everyone; who may not is 403 MESSAGE_DELETE_DENIED. */
  @Delete()
  async delete(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string, @Param('messageId') messageId: string) {
    const deletion = await this.rpc.call(messaging.deleteMessage, { ...actOf(viewer, chatroomId, messageId), scope: 'everyone' });
    return succeed({ message_id: chatroomsIds.encode(deletion.messageId) }, 'Message deleted successfully');
  }

  /** 200 `{ message_id, reactions }`; repeating it changes nothing. */
  @Post('reactions')
  @HttpCode(200)
  async react(
    @CurrentViewer() viewer: Viewer,
    @Param('chatroomId') chatroomId: string,
    @Param('messageId') messageId: string,
    @Body() { emoji }: ReactionDto,
  ) {
    const act = actOf(viewer, chatroomId, messageId);
    const { message } = await this.rpc.call(messaging.reactToMessage, { ...act, emoji, replacesOthers: false });
    return succeed(presentReacted(message), 'Reaction added successfully');
  }
}
