import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { decodeBody } from '../body.codec.js';
import { MessagePageView } from '../../../views/message-page.view.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { v1Ids } from '../v1.ids.js';
import { windowOf } from '../v1.page.js';
import { ListMessagesDto, SendMessageDto } from './messages.dto.js';
import { presentMessages, presentSent } from './messages.presenter.js';
import { decodeAttachments, withCaption } from './metadata.codec.js';

@V1Controller('conversations/:conversationId/messages')
export class MessagesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly pages: MessagePageView,
  ) {}

  /** V1-3.3 Get Messages: 200, newest first, deleted ones as stubs (C54). What is fetched is delivered (C46). */
  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Param('conversationId') conversationId: string, @Query() query: ListMessagesDto) {
    const window = windowOf(query);
    const asked = {
      viewerId: viewer.userId,
      conversation: { id: v1Ids.conversation.decode(conversationId) },
      limit: window.limit,
      offset: window.offset,
      beforeId: query.before === undefined ? null : v1Ids.message.decode(query.before),
      afterId: null,
      beforeTime: null,
      afterTime: null,
      withDeleted: true,
      withThreadReplies: true,
      withTotal: true,
    };
    return presentMessages(await this.pages.fetch(originOf(viewer, 'v1'), asked, 'delivered'), window);
  }

  /** V1-3.4 Send Message: 201; a repeated `temp_id` answers as the first time did (A-V1-17). */
  @Post()
  async send(@CurrentViewer() viewer: Viewer, @Param('conversationId') conversationId: string, @Body() body: SendMessageDto) {
    const metadata = body.metadata ?? {};
    const tempId = body.temp_id ?? null;
    const attachments = decodeAttachments(body.message_type, metadata);
    const sent = await this.rpc.call(messaging.sendMessage, {
      origin: originOf(viewer, 'v1'),
      conversation: { id: v1Ids.conversation.decode(conversationId) },
      type: body.message_type,
      body: withCaption(decodeBody(body.content_encrypted), attachments, metadata),
      attachments,
      replyToId: typeof body.reply_to_message_id === 'string' ? v1Ids.message.decode(body.reply_to_message_id) : null,
      isThreadReply: false,
      metadata,
      clientKey: tempId,
    });
    return presentSent(sent, tempId);
  }
}
