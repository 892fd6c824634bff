import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { toConversation } from '../conversation/conversation.entity.js';
import { requireMayAdd, requireRoomMember } from './room.policy.js';
import { RoomRepository } from './room.repository.js';
import { SeatMembers } from './seat-members.use-case.js';

@Injectable()
export class AddMembers {
  constructor(
    private readonly transactions: Transactions,
    private readonly rooms: RoomRepository,
    private readonly seats: SeatMembers,
  ) {}

  /** @throws {AppError} see the contract */
  execute({ origin, conversationId, memberIds, role }: messaging.AddMembersInput): Promise<messaging.AddedMembers> {
    return this.transactions.run(async (tx) => {
      const room = requireMayAdd(await this.rooms.lock(tx, origin.userId, conversationId), origin.userId, memberIds, role);
      const members = await this.seats.execute(tx, room, memberIds, role, origin);
      const { conversation } = requireRoomMember(await this.rooms.lock(tx, origin.userId, conversationId));
      return { conversation: toConversation(conversation), members };
    });
  }
}
