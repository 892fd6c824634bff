import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { confirmation } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { MarkReadDto } from './messages.dto.js';

@V1Controller('conversations/:conversationId/read')
export class ReadController {
  constructor(private readonly rpc: RpcClient) {}

  /** V1-3.8 Mark as Read: 200, up to and including the message (A-V1-21). */
  @Post()
  @HttpCode(200)
  async mark(@CurrentViewer() viewer: Viewer, @Param('conversationId') conversationId: string, @Body() { message_id }: MarkReadDto) {
    await this.rpc.call(messaging.markRead, {
      origin: originOf(viewer, 'v1'),
      conversationId: v1Ids.conversation.decode(conversationId),
      messageId: v1Ids.message.decode(message_id),
    });
    return confirmation('Messages marked as read');
  }
}
