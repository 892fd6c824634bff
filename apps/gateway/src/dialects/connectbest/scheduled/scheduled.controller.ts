import { Body, Delete, Get, Headers, Param, Post } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { decodeTime } from '../../time.codec.js';
import { decodeBody } from '../connectbest-body.codec.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { ScheduleMessageDto } from './scheduled.dto.js';
import { presentScheduled } from './scheduled.presenter.js';

@ConnectBestController('scheduled-messages')
export class ScheduledController {
  constructor(private readonly rpc: RpcClient) {}

  /** CB-7.5.1 Schedule Message: 201 `{ scheduledMessage }`. `Idempotency-Key` makes a repeat harmless. */
  @Post()
  async schedule(
    @CurrentViewer() viewer: Viewer,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Body() { channelId, content, scheduledFor, attachments }: ScheduleMessageDto,
  ) {
    const scheduled = await this.rpc.call(messaging.scheduleMessage, {
      origin: originOf(viewer, 'connectbest'),
      conversationId: connectbestIds.channel.decode(channelId),
      body: decodeBody(content),
      attachments: (attachments ?? []).map((id) => ({ fileId: connectbestIds.attachment.decode(id), url: null, kind: null })),
      replyToId: null,
      isThreadReply: false,
      scheduledFor: decodeTime(scheduledFor, 'scheduledFor'),
      clientKey: idempotencyKey ?? null,
    });
    return { scheduledMessage: presentScheduled(scheduled) };
  }

  /** CB-7.5.2 List Scheduled Messages: 200 `{ messages }`, one's own in every state, newest first (A-CB-83). */
  @Get()
  async list(@CurrentViewer() { userId }: Viewer) {
    const scheduled = await this.rpc.call(messaging.listScheduled, { viewerId: userId });
    return { messages: scheduled.map(presentScheduled) };
  }

  /** CB-7.5.3 Cancel Scheduled Message: 200 `{ success: true }`; 400 once it is sent or cancelled. */
  @Delete(':messageId')
  async cancel(@CurrentViewer() viewer: Viewer, @Param('messageId') messageId: string) {
    const id = connectbestIds.message.decode(messageId);
    await this.rpc.call(messaging.cancelScheduled, { origin: originOf(viewer, 'connectbest'), messageId: id });
    return success;
  }
}
