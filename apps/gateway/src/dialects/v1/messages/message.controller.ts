import { Body, Delete, Param, Put, Query } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { decodeBody } from '../body.codec.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { confirmation } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { presentEdited } from './message-acts.presenter.js';
import { DeleteMessageDto, EditMessageDto } from './messages.dto.js';

/** One message, wherever it is. */
@V1Controller('messages/:messageId')
export class MessageController {
  constructor(private readonly rpc: RpcClient) {}

  /** V1-3.5 Edit Message: 200 `{ message_id, is_edited, updated_at }`; the author, at any age (C53). */
  @Put()
  async edit(@CurrentViewer() viewer: Viewer, @Param('messageId') messageId: string, @Body() body: EditMessageDto) {
    return presentEdited(
      await this.rpc.call(messaging.editMessage, {
        origin: originOf(viewer, 'v1'),
        messageId: v1Ids.message.decode(messageId),
        conversationId: null,
        body: decodeBody(body.content_encrypted),
      }),
    );
  }

  /** V1-3.6 Delete Message: 200; for me unless `delete_for=everyone` (A-V1-19). */
  @Delete()
  async delete(@CurrentViewer() viewer: Viewer, @Param('messageId') messageId: string, @Query() { delete_for }: DeleteMessageDto) {
    await this.rpc.call(messaging.deleteMessage, {
      origin: originOf(viewer, 'v1'),
      messageId: v1Ids.message.decode(messageId),
      conversationId: null,
      scope: delete_for,
    });
    return confirmation('Message deleted successfully');
  }
}
