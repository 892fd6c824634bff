import { Body, Param, Put } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { success } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { ChangeMetadataDto } from './participants.dto.js';

@V1Controller('conversations/:conversationId/metadata')
export class MetadataController {
  constructor(private readonly rpc: RpcClient) {}

  /** Pins and mutes a conversation for oneself (C56, A-V1-46): 200 with both as they are now. */
  @Put()
  async change(
    @CurrentViewer() { userId }: Viewer,
    @Param('conversationId') conversationId: string,
    @Body() { is_pinned, is_muted }: ChangeMetadataDto,
  ) {
    const id = v1Ids.conversation.decode(conversationId);
    const { isPinned, isMuted } = await this.rpc.call(messaging.changePreferences, {
      viewerId: userId,
      conversation: { id },
      ...(is_pinned == null ? {} : { isPinned: is_pinned }),
      ...(is_muted == null ? {} : { isMuted: is_muted }),
    });
    return success({ conversation_id: v1Ids.conversation.encode(id), is_pinned: isPinned, is_muted: isMuted });
  }
}
