import { Injectable } from '@nestjs/common';
import { messaging, type Origin } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { toCard, type ConversationRow } from '../conversation/conversation.entity.js';
import { ChangeLog } from '../sync/change-log.repository.js';
import { CloseRoom } from './close-room.use-case.js';
import { RoomRepository } from './room.repository.js';
import { UnseatMember } from './unseat-member.use-case.js';

/** A member goes, or is gone: what he owned passes on, and the last one out ends the room (C40). The caller holds the lock. */
@Injectable()
export class DepartFromRoom {
  constructor(
    private readonly rooms: RoomRepository,
    private readonly log: ChangeLog,
    private readonly exit: UnseatMember,
    private readonly closing: CloseRoom,
  ) {}

  /** `origin` is null for somebody who is deleted. */
  async execute(tx: Tx, conversation: ConversationRow, { user, role }: messaging.Member, origin: Origin | null): Promise<void> {
    await this.exit.execute(tx, conversation, user, origin);
    if (conversation.memberCount <= 1) return this.closing.execute(tx, conversation, origin);
    if (role === 'owner') await this.passOwnership(tx, conversation, user, origin);
  }

  private async passOwnership(tx: Tx, conversation: ConversationRow, owner: messaging.Member['user'], origin: Origin | null): Promise<void> {
    const heir = await this.rooms.successor(tx, conversation.id, owner.id);
    if (heir === null) return this.closing.execute(tx, conversation, origin);
    await this.rooms.setRole(tx, conversation.id, heir.user.id, 'owner');
    await this.log.record(tx, messaging.roleChanged, conversation.id, { conversation: toCard(conversation), user: heir.user, role: 'owner' }, origin);
  }
}
