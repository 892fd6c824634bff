import { Injectable } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { toCard } from '../conversation/conversation.entity.js';
import { MessageRepository } from '../message/message.repository.js';
import { noticeAbout } from '../message/notice.policy.js';
import { ChangeLog } from '../sync/change-log.repository.js';
import { requireRoomOwner } from './room.policy.js';
import { RoomRepository } from './room.repository.js';

@Injectable()
export class ChangeRole {
  constructor(
    private readonly transactions: Transactions,
    private readonly rooms: RoomRepository,
    private readonly log: ChangeLog,
    private readonly messages: MessageRepository,
  ) {}

  /** The role somebody has already is no change. @throws {AppError} see the contract */
  async execute({ origin, conversationId, userId, role }: messaging.ChangeRoleInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      const { conversation } = requireRoomOwner(await this.rooms.lock(tx, origin.userId, conversationId));
      if (userId === origin.userId) throw new AppError('SELF_TARGETED');
      const [target] = await this.rooms.members(tx, conversationId, [userId]);
      if (target === undefined) throw new AppError('MEMBER_NOT_FOUND');
      if (target.role === role) return;
      await this.rooms.setRole(tx, conversationId, userId, role);
      await this.log.record(tx, messaging.roleChanged, conversationId, { conversation: toCard(conversation), user: target.user, role }, origin);
      const act = role === 'admin' ? 'is now an admin' : 'is no longer an admin';
      await this.messages.appendNotices(tx, conversationId, [noticeAbout(target.user, act)], origin);
    });
    return null;
  }
}
