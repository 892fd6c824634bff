import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { MessageStoreModule } from '../message/message-store.module.js';
import { ChangeLogModule } from '../sync/change-log.module.js';
import { UserMirrorModule } from '../user-mirror/user-mirror.module.js';
import { AddMembers } from './add-members.use-case.js';
import { ChangeRole } from './change-role.use-case.js';
import { CloseRoom } from './close-room.use-case.js';
import { DeleteRoom } from './delete-room.use-case.js';
import { DepartFromRoom } from './depart-from-room.use-case.js';
import { DiscoverRooms } from './discover-rooms.query.js';
import { JoinRoom } from './join-room.use-case.js';
import { LeaveRoom } from './leave-room.use-case.js';
import { MembershipRpc } from './membership.rpc.js';
import { RemoveMember } from './remove-member.use-case.js';
import { RoomRepository } from './room.repository.js';
import { RoomRpc } from './room.rpc.js';
import { SeatMembers } from './seat-members.use-case.js';
import { UnseatMember } from './unseat-member.use-case.js';
import { UpdateRoom } from './update-room.use-case.js';

const steps = [SeatMembers, UnseatMember, CloseRoom, DepartFromRoom];
const useCases = [AddMembers, JoinRoom, RemoveMember, LeaveRoom, ChangeRole, UpdateRoom, DeleteRoom];

@Module({
  imports: [UserMirrorModule, ConversationModule, MessageStoreModule, ChangeLogModule],
  controllers: [MembershipRpc, RoomRpc],
  providers: [RoomRepository, DiscoverRooms, ...steps, ...useCases],
  exports: [RoomRepository, SeatMembers, DepartFromRoom],
})
export class RoomModule {}
