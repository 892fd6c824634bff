import { Injectable } from '@nestjs/common';
import { AppError, messaging, type Origin } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { toCard, type ConversationRow } from '../conversation/conversation.entity.js';
import { ChangeLog } from '../sync/change-log.repository.js';
import { CloseRoom } from './close-room.use-case.js';
import { requireRoomMember } from './room.policy.js';
import { RoomRepository } from './room.repository.js';
import { UnseatMember } from './unseat-member.use-case.js';

@Injectable()
export class LeaveRoom {
  constructor(
    private readonly transactions: Transactions,
    private readonly rooms: RoomRepository,
    private readonly log: ChangeLog,
    private readonly exit: UnseatMember,
    private readonly closing: CloseRoom,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ origin, conversationId }: messaging.LeaveRoomInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      const { conversation, viewerRole } = requireRoomMember(await this.rooms.lock(tx, origin.userId, conversationId));
      const [leaver] = await this.rooms.members(tx, conversationId, [origin.userId]);
      if (leaver === undefined) throw new AppError('NOT_A_MEMBER');
      await this.exit.execute(tx, conversation, leaver.user, origin);
      if (conversation.memberCount <= 1) return this.closing.execute(tx, conversation, origin);
      if (viewerRole === 'owner') await this.passOwnership(tx, conversation, origin);
    });
    return null;
  }

  private async passOwnership(tx: Tx, conversation: ConversationRow, origin: Origin): Promise<void> {
    const heir = await this.rooms.successor(tx, conversation.id, origin.userId);
    if (heir === null) return this.closing.execute(tx, conversation, origin);
    await this.rooms.setRole(tx, conversation.id, heir.user.id, 'owner');
    await this.log.record(tx, messaging.roleChanged, conversation.id, { conversation: toCard(conversation), user: heir.user, role: 'owner' }, origin);
  }
}
