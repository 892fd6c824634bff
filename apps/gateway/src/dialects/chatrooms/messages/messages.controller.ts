import { Get, Param, Query } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { MessagePageView } from '../../../views/message-page.view.js';
import { decodeTimeOrNull } from '../../time.codec.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { offsetOf } from '../chatrooms.page.js';
import { ListMessagesQueryDto } from './messages.dto.js';
import { presentHistory } from './messages.presenter.js';

@ChatroomsController('chatrooms/:chatroomId/messages')
export class MessagesController {
  constructor(private readonly pages: MessagePageView) {}

  /** RC-messages.list: 200, newest first; the page applies after `before` and `after` (A-RC-20). */
  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string, @Query() query: ListMessagesQueryDto) {
    const asked = {
      viewerId: viewer.userId,
      conversation: { id: chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id') },
      limit: query.limit,
      beforeId: null,
      afterId: null,
      beforeTime: decodeTimeOrNull(query.before, 'before'),
      afterTime: decodeTimeOrNull(query.after, 'after'),
      offset: offsetOf(query),
      withDeleted: false,
      withThreadReplies: true,
      withTotal: true,
      withoutTicks: true,
    };
    const history = await this.pages.fetch(originOf(viewer, 'chatrooms'), asked, 'delivered');
    if (history === null) throw new AppError('CONVERSATION_NOT_FOUND');
    return succeed(presentHistory(history, query), 'Messages retrieved successfully');
  }
}
