import { Injectable } from '@nestjs/common';
import type { ConversationId, UserId } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { DepartFromRoom } from '../room/depart-from-room.use-case.js';
import { RoomRepository } from '../room/room.repository.js';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';
import { KeptRepository } from './kept.repository.js';

/** Takes a deleted person out of every room and removes what was kept by and about them; their messages stay (C80). A repeat goes on where the last one stopped. */
@Injectable()
export class RemoveDeletedUser {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UserMirrorRepository,
    private readonly rooms: RoomRepository,
    private readonly departure: DepartFromRoom,
    private readonly kept: KeptRepository,
  ) {}

  /** Answers since when nothing names them. */
  async execute(userId: UserId): Promise<Date> {
    const { since, rooms } = await this.transactions.run(async (tx) => {
      const since = await this.users.markDeleted(tx, userId);
      await this.kept.removeOf(tx, userId);
      return { since, rooms: await this.rooms.of(tx, userId) };
    });
    // A transaction each: all at once would hold up the senders of every room.
    for (const roomId of rooms) await this.leave(roomId, userId);
    return since;
  }

  private async leave(roomId: ConversationId, userId: UserId): Promise<void> {
    await this.transactions.run(async (tx) => {
      const found = await this.rooms.lock(tx, userId, roomId);
      const [member] = await this.rooms.members(tx, roomId, [userId]);
      if (found !== null && member !== undefined) await this.departure.execute(tx, found.conversation, member, null);
    });
  }
}
