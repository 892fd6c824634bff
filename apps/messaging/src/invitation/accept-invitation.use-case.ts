import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { toConversation } from '../conversation/conversation.entity.js';
import { RoomRepository } from '../room/room.repository.js';
import { SeatMembers } from '../room/seat-members.use-case.js';
import { requireOpen } from './invitation.policy.js';
import { InvitationRepository } from './invitation.repository.js';

@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly transactions: Transactions,
    private readonly invitations: InvitationRepository,
    private readonly rooms: RoomRepository,
    private readonly seats: SeatMembers,
  ) {}

  /** A member is answered as one, whatever became of the code. @throws {AppError} INVITATION_INVALID, ROOM_FULL */
  execute({ origin, code }: messaging.AcceptInvitationInput): Promise<messaging.AcceptedInvitation> {
    return this.transactions.run(async (tx) => {
      const invitation = await this.invitations.find(tx, code);
      if (invitation === null) throw new AppError('INVITATION_INVALID');
      const room = requireOpen(await this.rooms.lock(tx, origin.userId, invitation.conversationId));
      if (room.viewerRole !== null) return { conversation: toConversation(room.conversation), role: room.viewerRole };
      if (!(await this.invitations.use(tx, invitation.id, origin.userId))) throw new AppError('INVITATION_INVALID');
      await this.seats.execute(tx, room, [origin.userId], 'member', origin);
      const { conversation } = requireOpen(await this.rooms.lock(tx, origin.userId, invitation.conversationId));
      return { conversation: toConversation(conversation), role: 'member' };
    });
  }
}
