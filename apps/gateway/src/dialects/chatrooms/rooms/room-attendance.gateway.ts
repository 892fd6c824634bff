import { Injectable, Logger } from '@nestjs/common';
import type { ConversationId, user, UserId } from '@parley/contracts';
import type { LiveSocket } from '../../../realtime/live-socket.js';
import { RoomSpace } from '../../../realtime/room-space.js';
import { chatroomRoom, liveRooms, ownChatroomRoom, presentEntrance, presentExit } from './members.presenter.js';

/** Who is live in a chatroom, over all replicas: tells of a user's first connection in and his last one out (A-RC-23). */
@Injectable()
export class RoomAttendance {
  private readonly logger = new Logger(RoomAttendance.name);

  constructor(private readonly rooms: RoomSpace) {}

  /** Looks before the socket is in: two that come at the same moment are told of twice, never not at all. */
  async enter(socket: LiveSocket, id: ConversationId, card: user.UserCard): Promise<void> {
    const isFirst = await this.isAbsent(id, card.id);
    socket.join(liveRooms(id, card.id));
    if (isFirst) this.rooms.spread('chatrooms', presentEntrance(id, card));
  }

  /** Whether a socket hears a chatroom: it joined, and has not been out of the room since. */
  isIn({ id: socketId }: LiveSocket, id: ConversationId): boolean {
    return this.rooms.has('chatrooms', socketId, chatroomRoom(id));
  }

  /** A socket of the user is out; nobody waits for the telling. */
  gone(id: ConversationId, userId: UserId): void {
    this.isAbsent(id, userId)
      .then((isLast) => {
        if (isLast) this.rooms.spread('chatrooms', presentExit(id, userId));
      })
      .catch((error: unknown) => this.logger.debug(`user_left: ${(error as Error).message}`));
  }

  /** While Redis is away only this replica is known, and that decides. */
  private async isAbsent(id: ConversationId, userId: UserId): Promise<boolean> {
    return (await this.rooms.count('chatrooms', ownChatroomRoom(id, userId))) === 0;
  }
}
