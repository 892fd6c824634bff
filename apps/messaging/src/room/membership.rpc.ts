import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { AddMembers } from './add-members.use-case.js';
import { ChangeRole } from './change-role.use-case.js';
import { JoinRoom } from './join-room.use-case.js';
import { LeaveRoom } from './leave-room.use-case.js';
import { RemoveMember } from './remove-member.use-case.js';

@Controller()
export class MembershipRpc {
  constructor(
    private readonly addMembers: AddMembers,
    private readonly removeMember: RemoveMember,
    private readonly leaveRoom: LeaveRoom,
    private readonly changeRole: ChangeRole,
    private readonly joinRoom: JoinRoom,
  ) {}

  @HandleRpc(messaging.addMembers)
  add(input: messaging.AddMembersInput): Promise<messaging.AddedMembers> {
    return this.addMembers.execute(input);
  }

  @HandleRpc(messaging.joinRoom)
  join(input: messaging.JoinRoomInput): Promise<messaging.AddedMembers> {
    return this.joinRoom.execute(input);
  }

  @HandleRpc(messaging.removeMember)
  remove(input: messaging.MemberInput): Promise<null> {
    return this.removeMember.execute(input);
  }

  @HandleRpc(messaging.leaveRoom)
  leave(input: messaging.LeaveRoomInput): Promise<null> {
    return this.leaveRoom.execute(input);
  }

  @HandleRpc(messaging.changeRole)
  role(input: messaging.ChangeRoleInput): Promise<null> {
    return this.changeRole.execute(input);
  }
}
