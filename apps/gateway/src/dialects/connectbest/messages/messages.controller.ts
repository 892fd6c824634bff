import { Body, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { MessagePageView } from '../../../views/message-page.view.js';
import { decodeTime } from '../../time.codec.js';
import { decodeBody } from '../connectbest-body.codec.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { connectbestIds } from '../connectbest.ids.js';
import { clampLimit } from '../connectbest.page.js';
import { presentWaiting } from '../scheduled/scheduled.presenter.js';
import { ListMessagesQuery, SendMessageDto } from './messages.dto.js';
import { presentMessage } from './messages.presenter.js';

/** A cursor that names no message is a bad parameter, not a missing page (A-CB-31). */
const refuseCursor = (error: unknown): never => {
  if (error instanceof AppError && error.code === 'MESSAGE_NOT_FOUND')
    throw new AppError('INPUT_INVALID', { cursor: 'before and after must be ids of messages of this channel' });
  throw error;
};

const decodeCursor = (text: string | undefined) => {
  try {
    return text === undefined ? null : connectbestIds.message.decode(text);
  } catch (error) {
    return refuseCursor(error);
  }
};

/** Messages of a channel; the id of a DM is a channel id, too (C38). */
@ConnectBestController('chat/channels/:channelId/messages')
export class MessagesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly pages: MessagePageView,
  ) {}

  /** CB-4.1 Get Messages: 200 `{ messages, hasMore }`, newest first, without thread replies. What is fetched is read (C45). */
  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string, @Query() query: ListMessagesQuery) {
    const asked = {
      viewerId: viewer.userId,
      conversation: { id: connectbestIds.channel.decode(channelId) },
      limit: clampLimit(query.limit),
      beforeId: decodeCursor(query.before),
      afterId: decodeCursor(query.after),
      beforeTime: null,
      afterTime: null,
      offset: 0,
      withDeleted: false,
      withThreadReplies: false,
      withTotal: false,
      withoutTicks: true,
    };
    const page = await this.pages.fetch(originOf(viewer, 'connectbest'), asked, 'read').catch(refuseCursor);
    return { messages: page?.messages.map(presentMessage) ?? [], hasMore: page?.hasMore ?? false };
  }

  /** CB-4.2 Send Message: 201 `{ message }`, the whole object (A-CB-32). `Idempotency-Key` makes a repeat harmless. */
  @Post('send')
  async send(
    @CurrentViewer() viewer: Viewer,
    @Param('channelId') channelId: string,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Body() body: SendMessageDto,
  ) {
    const parentId = typeof body.parentMessageId === 'string' ? connectbestIds.message.decode(body.parentMessageId) : null;
    const conversationId = connectbestIds.channel.decode(channelId);
    const draft = {
      origin: originOf(viewer, 'connectbest'),
      body: decodeBody(body.content ?? ''),
      attachments: (body.attachments ?? []).map((id) => ({ fileId: connectbestIds.attachment.decode(id), url: null, kind: null })),
      replyToId: parentId,
      isThreadReply: parentId !== null,
      clientKey: idempotencyKey ?? null,
    };
    if (typeof body.scheduledFor === 'string') {
      const scheduledFor = decodeTime(body.scheduledFor, 'scheduledFor');
      return { message: presentWaiting(await this.rpc.call(messaging.scheduleMessage, { ...draft, conversationId, scheduledFor })) };
    }
    const { message } = await this.rpc.call(messaging.sendMessage, { ...draft, conversation: { id: conversationId }, type: null, metadata: {} });
    return { message: presentMessage(message) };
  }
}
