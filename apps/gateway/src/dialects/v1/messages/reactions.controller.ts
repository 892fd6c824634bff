import { Body, Delete, HttpCode, Param, Post, Query } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { v1Ids } from '../v1.ids.js';
import { presentReacted } from './message-acts.presenter.js';
import { ReactionDto } from './messages.dto.js';

@V1Controller('messages/:messageId/reactions')
export class ReactionsController {
  constructor(private readonly rpc: RpcClient) {}

  /** V1-3.7 React to Message: 200 with everybody's reactions; repeating it changes nothing (A-V1-20). */
  @Post()
  @HttpCode(200)
  async add(@CurrentViewer() viewer: Viewer, @Param('messageId') messageId: string, @Body() { emoji }: ReactionDto) {
    const act = { origin: originOf(viewer, 'v1'), messageId: v1Ids.message.decode(messageId), conversationId: null };
    const { message } = await this.rpc.call(messaging.reactToMessage, { ...act, emoji, replacesOthers: false });
    return presentReacted(message);
  }

  /** `DELETE …/reactions?emoji=` (extension of C52): 200 with what is left. */
  @Delete()
  async remove(@CurrentViewer() viewer: Viewer, @Param('messageId') messageId: string, @Query() { emoji }: ReactionDto) {
    const act = { origin: originOf(viewer, 'v1'), messageId: v1Ids.message.decode(messageId), conversationId: null };
    return presentReacted(await this.rpc.call(messaging.removeReactions, { ...act, emoji }));
  }
}
