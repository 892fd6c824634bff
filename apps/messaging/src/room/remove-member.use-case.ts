import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { requireRoomAdmin, requireRoomMember } from './room.policy.js';
import { RoomRepository } from './room.repository.js';
import { UnseatMember } from './unseat-member.use-case.js';

@Injectable()
export class RemoveMember {
  constructor(
    private readonly transactions: Transactions,
    private readonly rooms: RoomRepository,
    private readonly exit: UnseatMember,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ origin, conversationId, userId }: messaging.MemberInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      const found = await this.rooms.lock(tx, origin.userId, conversationId);
      const { conversation } = userId === origin.userId ? requireRoomMember(found) : requireRoomAdmin(found);
      const [target] = await this.rooms.members(tx, conversationId, [userId]);
      if (target === undefined) throw new AppError('MEMBER_NOT_FOUND');
      if (target.role === 'owner') throw new AppError('OWNER_PROTECTED');
      await this.exit.execute(tx, conversation, target.user, origin);
    });
    return null;
  }
}
