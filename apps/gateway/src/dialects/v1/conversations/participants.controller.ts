import { Body, Delete, Param, Post, Put } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { confirmation } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { AddParticipantsDto, UpdateConversationDto } from './participants.dto.js';
import { presentAdded, presentUpdated } from './participants.presenter.js';

const scopeOf = (viewer: Viewer, conversationId: string) => ({
  origin: originOf(viewer, 'v1'),
  conversationId: v1Ids.conversation.decode(conversationId),
});

/** What the document leaves out of groups (A-V1-15): renaming, leaving, who is in. */
@V1Controller('conversations/:conversationId')
export class ParticipantsController {
  constructor(private readonly rpc: RpcClient) {}

  /** Name and picture of a group: 200; its owner and admins. */
  @Put()
  async update(
    @CurrentViewer() viewer: Viewer,
    @Param('conversationId') conversationId: string,
    @Body() { name, avatar_url }: UpdateConversationDto,
  ) {
    const changes = { ...(name == null ? {} : { title: name }), ...(avatar_url === undefined ? {} : { avatarUrl: avatar_url }) };
    return presentUpdated(await this.rpc.call(messaging.updateRoom, { ...scopeOf(viewer, conversationId), ...changes }));
  }

  /** Leaves the group: 200; there is no way here to delete it for others (C41). */
  @Delete()
  async leave(@CurrentViewer() viewer: Viewer, @Param('conversationId') conversationId: string) {
    await this.rpc.call(messaging.leaveRoom, scopeOf(viewer, conversationId));
    return confirmation('You left the conversation');
  }

  /** 201, the people named; who was in already stays as he is. */
  @Post('participants')
  async add(@CurrentViewer() viewer: Viewer, @Param('conversationId') conversationId: string, @Body() { participant_ids }: AddParticipantsDto) {
    const memberIds = participant_ids.map((id) => v1Ids.user.decode(id));
    return presentAdded(await this.rpc.call(messaging.addMembers, { ...scopeOf(viewer, conversationId), memberIds, role: 'member' }));
  }

  /** Takes somebody out of the group: 200; oneself is leaving. */
  @Delete('participants/:userId')
  async remove(@CurrentViewer() viewer: Viewer, @Param('conversationId') conversationId: string, @Param('userId') userId: string) {
    const target = v1Ids.user.decode(userId);
    if (target === viewer.userId) return this.leave(viewer, conversationId);
    await this.rpc.call(messaging.removeMember, { ...scopeOf(viewer, conversationId), userId: target });
    return confirmation('Participant removed');
  }
}
