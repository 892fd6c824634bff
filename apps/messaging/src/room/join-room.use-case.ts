import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { toConversation } from '../conversation/conversation.entity.js';
import { requireMayJoin, requireRoomMember } from './room.policy.js';
import { RoomRepository } from './room.repository.js';
import { SeatMembers } from './seat-members.use-case.js';

@Injectable()
export class JoinRoom {
  constructor(
    private readonly transactions: Transactions,
    private readonly rooms: RoomRepository,
    private readonly seats: SeatMembers,
  ) {}

  /** @throws {AppError} see the contract */
  execute({ origin, conversationId }: messaging.JoinRoomInput): Promise<messaging.AddedMembers> {
    return this.transactions.run(async (tx) => {
      const room = requireMayJoin(await this.rooms.lock(tx, origin.userId, conversationId));
      const members = await this.seats.execute(tx, room, [origin.userId], 'member', origin);
      const { conversation } = requireRoomMember(await this.rooms.lock(tx, origin.userId, conversationId));
      return { conversation: toConversation(conversation), members };
    });
  }
}
