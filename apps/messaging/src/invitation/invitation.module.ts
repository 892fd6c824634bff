import { Module } from '@nestjs/common';
import { RoomModule } from '../room/room.module.js';
import { AcceptInvitation } from './accept-invitation.use-case.js';
import { CreateInvitation } from './create-invitation.use-case.js';
import { GetInvitation } from './get-invitation.query.js';
import { InvitationRepository } from './invitation.repository.js';
import { InvitationRpc } from './invitation.rpc.js';

@Module({
  imports: [RoomModule],
  controllers: [InvitationRpc],
  providers: [InvitationRepository, CreateInvitation, AcceptInvitation, GetInvitation],
})
export class InvitationModule {}
