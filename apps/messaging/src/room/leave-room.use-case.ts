import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { DepartFromRoom } from './depart-from-room.use-case.js';
import { requireRoomMember } from './room.policy.js';
import { RoomRepository } from './room.repository.js';

@Injectable()
export class LeaveRoom {
  constructor(
    private readonly transactions: Transactions,
    private readonly rooms: RoomRepository,
    private readonly departure: DepartFromRoom,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ origin, conversationId }: messaging.LeaveRoomInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      const { conversation } = requireRoomMember(await this.rooms.lock(tx, origin.userId, conversationId));
      const [leaver] = await this.rooms.members(tx, conversationId, [origin.userId]);
      if (leaver === undefined) throw new AppError('NOT_A_MEMBER');
      await this.departure.execute(tx, conversation, leaver, origin);
    });
    return null;
  }
}
