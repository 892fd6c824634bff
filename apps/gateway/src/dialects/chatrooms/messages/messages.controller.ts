import { Get, Param, Query } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { offsetOf } from '../chatrooms.page.js';
import { decodeTime } from '../chatrooms-time.js';
import { ListMessagesQueryDto } from './messages.dto.js';
import { presentHistory } from './messages.presenter.js';

@ChatroomsController('chatrooms/:chatroomId/messages')
export class MessagesController {
  constructor(private readonly rpc: RpcClient) {}

  /** RC-messages.list: 200, newest first; the page applies after `before` and `after` (A-RC-20). */
  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string, @Query() query: ListMessagesQueryDto) {
    const history = await this.rpc.call(messaging.listMessages, {
      viewerId: viewer.userId,
      conversation: { id: chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id') },
      limit: query.limit,
      beforeId: null,
      afterId: null,
      beforeTime: decodeTime(query.before, 'before'),
      afterTime: decodeTime(query.after, 'after'),
      offset: offsetOf(query),
      withDeleted: false,
      withThreadReplies: true,
      withTotal: true,
    });
    if (history === null) throw new AppError('CONVERSATION_NOT_FOUND');
    return succeed(presentHistory(history, query), 'Messages retrieved successfully');
  }
}
