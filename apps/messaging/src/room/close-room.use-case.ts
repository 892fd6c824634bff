import { Injectable } from '@nestjs/common';
import { messaging, type Origin } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { toCard, type ConversationRow } from '../conversation/conversation.entity.js';
import { ChangeLog } from '../sync/change-log.repository.js';
import { RoomRepository } from './room.repository.js';

/** The end of a room (C42); its caller holds the lock. */
@Injectable()
export class CloseRoom {
  constructor(
    private readonly rooms: RoomRepository,
    private readonly log: ChangeLog,
  ) {}

  async execute(tx: Tx, conversation: ConversationRow, origin: Origin | null): Promise<void> {
    const seq = await this.log.record(tx, messaging.conversationDeleted, conversation.id, { conversation: toCard(conversation) }, origin);
    await this.rooms.close(tx, conversation.id, seq);
  }
}
