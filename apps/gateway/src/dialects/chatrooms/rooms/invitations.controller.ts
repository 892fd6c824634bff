import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { InvitationView } from '../../../views/invitation.view.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { CreateInvitationDto } from './invitations.dto.js';
import { presentInvitation, presentJoined } from './invitations.presenter.js';

/** What an invitation is when the client does not say (RC-rooms.invite). */
const standard = { maxUses: 1, lifetimeHours: 24 } as const;

const codeShape = /^[0-9A-Za-z]{1,32}$/;

/** Text of another shape is no code of ours (A-RC-14). @throws {AppError} INVITATION_INVALID */
const decodeCode = (text: string): string => {
  if (!codeShape.test(text)) throw new AppError('INVITATION_INVALID');
  return text;
};

@ChatroomsController('chatrooms')
export class InvitationsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly invitations: InvitationView,
  ) {}

  /** RC-rooms.invite: 201; every member of a public room, owner and moderators of a private one (A-RC-13). */
  @Post(':chatroomId/invite')
  async invite(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string, @Body() body: CreateInvitationDto) {
    const invitation = await this.invitations.create({
      origin: originOf(viewer, 'chatrooms'),
      conversationId: chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id'),
      maxUses: body.max_uses ?? standard.maxUses,
      lifetimeHours: body.expires_in_hours ?? standard.lifetimeHours,
    });
    return succeed(presentInvitation(invitation), 'Invitation created successfully');
  }

  /** RC-rooms.join: 200, again for who is in already; a code that opens nothing is 400. */
  @Post('join/:inviteCode')
  @HttpCode(200)
  async join(@CurrentViewer() viewer: Viewer, @Param('inviteCode') inviteCode: string) {
    const code = decodeCode(inviteCode);
    const { conversation, role } = await this.rpc.call(messaging.acceptInvitation, { origin: originOf(viewer, 'chatrooms'), code });
    return succeed(presentJoined(conversation, role), 'Joined the chatroom successfully');
  }

  /** Joins a public chatroom without an invitation (A-RC-15): 200. */
  @Post(':chatroomId/join')
  @HttpCode(200)
  async joinPublic(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string) {
    const conversationId = chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id');
    const { conversation, members } = await this.rpc.call(messaging.joinRoom, { origin: originOf(viewer, 'chatrooms'), conversationId });
    return succeed(presentJoined(conversation, members[0]?.role ?? 'member'), 'Joined the chatroom successfully');
  }
}
