import { Body, Delete, Get, Param, Put } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { MessageEditView } from '../../../views/message-edit.view.js';
import { ThreadView } from '../../../views/thread.view.js';
import { decodeBody } from '../connectbest-body.codec.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { presentWaiting } from '../scheduled/scheduled.presenter.js';
import { decodeAct } from './message-act.codec.js';
import { EditMessageDto } from './messages.dto.js';
import { presentMessage } from './messages.presenter.js';

/** One message of a channel. */
@ConnectBestController('chat/channels/:channelId/messages/:messageId')
export class MessageController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly edits: MessageEditView,
    private readonly threads: ThreadView,
  ) {}

  /** CB-4.3 Edit Message: 200 `{ message }`; the author, within 24 hours (C53). One that is scheduled still waits (A-CB-36). */
  @Put()
  async edit(
    @CurrentViewer() viewer: Viewer,
    @Param('channelId') channelId: string,
    @Param('messageId') messageId: string,
    @Body() { content }: EditMessageDto,
  ) {
    const act = decodeAct(viewer, channelId, messageId);
    const edited = await this.edits.edit({ ...act, body: decodeBody(content) });
    return { message: 'waiting' in edited ? presentWaiting(edited.waiting) : presentMessage(edited.message) };
  }

  /** CB-4.4 Delete Message: 200 `{ success }`, for everyone; the author, or a channel's admin. */
  @Delete()
  async delete(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string, @Param('messageId') messageId: string) {
    await this.rpc.call(messaging.deleteMessage, { ...decodeAct(viewer, channelId, messageId), scope: 'everyone' });
    return success;
  }

  /** CB-4.9 Get Thread Messages: 200 `{ parentMessage, replies, total }`, oldest first; they are read now. */
  @Get('thread')
  async thread(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string, @Param('messageId') messageId: string) {
    const { origin, ...asked } = decodeAct(viewer, channelId, messageId);
    const { parent, replies, total } = await this.threads.fetch(origin, asked);
    return { parentMessage: presentMessage(parent), replies: replies.map(presentMessage), total };
  }
}
