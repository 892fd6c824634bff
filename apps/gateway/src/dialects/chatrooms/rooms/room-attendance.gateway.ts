import { Injectable, Logger } from '@nestjs/common';
import { user, type ConversationId, type UserId } from '@parley/contracts';
import { KeyedTurns } from '@parley/runtime';
import { RpcClient } from '@parley/transport';
import type { LiveSocket } from '../../../realtime/live-socket.js';
import type { RoomEmission } from '../../../realtime/present-event.js';
import { RoomSpace } from '../../../realtime/room-space.js';
import { chatroomRoom, liveRooms, ownChatroomRoom, presentEntrance, presentExit } from './members.presenter.js';

/** Who is live in a chatroom, over all replicas: tells of a user's first connection in and his last one out (A-RC-23). */
@Injectable()
export class RoomAttendance {
  private readonly logger = new Logger(RoomAttendance.name);
  /** What is told of somebody comes in its order, and holds up none of his frames. */
  private readonly telling = new KeyedTurns();

  constructor(
    private readonly rooms: RoomSpace,
    private readonly rpc: RpcClient,
  ) {}

  /** Looks before the socket is in: two that come at the same moment are told of twice, never not at all. */
  async enter(socket: LiveSocket, id: ConversationId, card: user.UserCard): Promise<void> {
    const isFirst = await this.isAbsent(id, card.id);
    socket.join(liveRooms(id, card.id));
    if (isFirst) this.tell(card.id, (watchers) => presentEntrance(id, card, watchers));
  }

  /** Whether a socket hears a chatroom: it joined, and has not been out of the room since. */
  isIn({ id: socketId }: LiveSocket, id: ConversationId): boolean {
    return this.rooms.has('chatrooms', socketId, chatroomRoom(id));
  }

  /** A socket of the user is out; nobody waits for the telling. */
  gone(id: ConversationId, userId: UserId): void {
    void this.isAbsent(id, userId).then((isLast) => (isLast ? this.tell(userId, (watchers) => presentExit(id, userId, watchers)) : undefined));
  }

  private tell(userId: UserId, present: (watchers: user.Watchers) => RoomEmission): void {
    void this.telling.take(userId, () => this.spread(userId, present));
  }

  /** To those before whom he is there; while nobody knows who that is, to none. */
  private async spread(userId: UserId, present: (watchers: user.Watchers) => RoomEmission): Promise<void> {
    try {
      this.rooms.spread('chatrooms', present(await this.rpc.call(user.listWatchers, { userId })));
    } catch (error) {
      this.logger.debug(`who comes and goes is not told: ${(error as Error).message}`);
    }
  }

  /** While Redis is away only this replica is known, and that decides. */
  private async isAbsent(id: ConversationId, userId: UserId): Promise<boolean> {
    return (await this.rooms.count('chatrooms', ownChatroomRoom(id, userId))) === 0;
  }
}
