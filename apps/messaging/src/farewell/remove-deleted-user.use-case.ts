import { Injectable } from '@nestjs/common';
import { messaging, type ConversationId, type UserId } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { ChangeLog } from '../sync/change-log.repository.js';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';
import { DepartureRepository } from './departure.repository.js';

/** Takes a deleted person out of every room and removes what was kept by and about them; their messages stay (C80). A repeat goes on where the last one stopped. */
@Injectable()
export class RemoveDeletedUser {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UserMirrorRepository,
    private readonly departures: DepartureRepository,
    private readonly conversations: ConversationRepository,
    private readonly log: ChangeLog,
  ) {}

  async execute(userId: UserId): Promise<void> {
    const rooms = await this.transactions.run(async (tx) => {
      await this.users.markDeleted(tx, userId);
      await this.departures.removeKept(tx, userId);
      return this.departures.roomsOf(tx, userId);
    });
    // A transaction each: all at once would hold up the senders of every room.
    for (const roomId of rooms) await this.leave(roomId, userId);
  }

  private async leave(roomId: ConversationId, userId: UserId): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.departures.leave(tx, roomId, userId))) return;
      const conversation = (await this.conversations.cards(tx, [roomId])).get(roomId);
      const user = await this.users.card(tx, userId);
      if (conversation === undefined || user === null) throw new Error(`room ${roomId} cannot tell that ${userId} left`);
      await this.log.record(tx, messaging.memberRemoved, roomId, { conversation, user }, null);
    });
  }
}
