import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { CloseRoom } from './close-room.use-case.js';
import { requireRoom, requireRoomOwner } from './room.policy.js';
import { RoomRepository } from './room.repository.js';

@Injectable()
export class DeleteRoom {
  constructor(
    private readonly transactions: Transactions,
    private readonly rooms: RoomRepository,
    private readonly closing: CloseRoom,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ origin, conversationId, asAppAdmin }: messaging.DeleteRoomInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      const found = await this.rooms.lock(tx, origin.userId, conversationId);
      const { conversation } = asAppAdmin ? requireRoom(found) : requireRoomOwner(found);
      await this.closing.execute(tx, conversation, origin);
    });
    return null;
  }
}
