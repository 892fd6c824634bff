import { Injectable } from '@nestjs/common';
import { newId, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { RoomRepository } from '../room/room.repository.js';
import { newInviteCode, requireMayInvite } from './invitation.policy.js';
import { InvitationRepository } from './invitation.repository.js';

@Injectable()
export class CreateInvitation {
  constructor(
    private readonly transactions: Transactions,
    private readonly rooms: RoomRepository,
    private readonly invitations: InvitationRepository,
  ) {}

  /** @throws {AppError} see the contract */
  execute({ origin, conversationId, maxUses, lifetimeHours }: messaging.CreateInvitationInput): Promise<messaging.Invitation> {
    return this.transactions.run(async (tx) => {
      requireMayInvite(await this.rooms.lock(tx, origin.userId, conversationId));
      return this.invitations.insert(tx, {
        id: newId(),
        conversationId,
        code: newInviteCode(),
        createdBy: origin.userId,
        maxUses,
        lifetimeHours,
      });
    });
  }
}
