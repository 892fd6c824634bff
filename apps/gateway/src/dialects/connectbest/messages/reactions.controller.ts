import { Body, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { decodeAct } from './message-act.codec.js';
import { ReactionDto } from './messages.dto.js';
import { presentReaction } from './messages.presenter.js';

@ConnectBestController('chat/channels/:channelId/messages/:messageId/reactions')
export class ReactionsController {
  constructor(private readonly rpc: RpcClient) {}

  /** CB-4.5 React to Message: 200 `{ reaction }`, in the place of any other of mine (C52). */
  @Post()
  @HttpCode(200)
  async add(
    @CurrentViewer() viewer: Viewer,
    @Param('channelId') channelId: string,
    @Param('messageId') messageId: string,
    @Body() { emoji }: ReactionDto,
  ) {
    const act = decodeAct(viewer, channelId, messageId);
    const { reaction } = await this.rpc.call(messaging.reactToMessage, { ...act, emoji, replacesOthers: true });
    return { reaction: presentReaction(act.messageId, reaction) };
  }

  /** CB-4.6 Remove Reaction: 200 `{ success }`; 404 when there is none (A-CB-39). */
  @Delete()
  async remove(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string, @Param('messageId') messageId: string) {
    await this.rpc.call(messaging.removeReactions, { ...decodeAct(viewer, channelId, messageId), emoji: null });
    return success;
  }
}
