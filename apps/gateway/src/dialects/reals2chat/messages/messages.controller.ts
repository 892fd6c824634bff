import { Body, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { MessagePageView } from '../../../views/message-page.view.js';
import { Reals2ChatController } from '../reals2chat.controller.decorator.js';
import { enveloped, envelopedTwice } from '../reals2chat.envelope.js';
import { HistoryQueryDto, SendMessageDto, toListMessages, toSendMessage } from './messages.dto.js';
import { presentHistory, presentSent } from './messages.presenter.js';

@Reals2ChatController('messages')
export class MessagesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly pages: MessagePageView,
  ) {}

  /** R2-3.2 Get Message History: 200 `{success, messages}`, the newest 500, oldest first. What is fetched is read (C45). */
  @Get(':otherUserId')
  async history(@CurrentViewer() viewer: Viewer, @Param('otherUserId') otherUserId: string, @Query() query: HistoryQueryDto) {
    const page = await this.pages.fetch(originOf(viewer, 'reals2chat'), toListMessages(viewer, otherUserId, query), 'read');
    return enveloped('messages', presentHistory(page));
  }

  /** R2-3.3 Send a Message: 201, the message's fields, `success` and the same under `message`. */
  @Post('send')
  async send(@CurrentViewer() viewer: Viewer, @Body() body: SendMessageDto, @Headers('idempotency-key') headerKey?: string) {
    const sent = await this.rpc.call(messaging.sendMessage, toSendMessage(viewer, body, headerKey ?? body.client_id ?? null));
    return envelopedTwice('message', presentSent(sent));
  }
}
