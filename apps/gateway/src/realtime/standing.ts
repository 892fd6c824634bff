import type { Dialect } from '@parley/contracts';
import type { ConnectionHome } from './connection-home.js';
import type { RoomPacket } from './room-packet.js';
import type { RoomMember } from './room-space.js';

/** Where a connection stands in the rooms of a dialect, from its first room on, and what it does not want to hear there. */
export class Standing {
  private isEntered = false;
  private muted: readonly string[] = [];

  constructor(
    private readonly home: ConnectionHome,
    private readonly dialect: Dialect,
    private readonly member: RoomMember,
  ) {}

  join(rooms: readonly string[]): void {
    if (!this.isEntered) this.home.rooms.enter(this.dialect, this.member);
    this.isEntered = true;
    this.home.rooms.join(this.dialect, this.member.id, rooms);
  }

  leave(rooms: readonly string[]): void {
    if (this.isEntered) this.home.rooms.leave(this.dialect, this.member.id, rooms);
  }

  mute(prefixes: readonly string[]): void {
    this.muted = prefixes;
  }

  hears({ event }: RoomPacket): boolean {
    return !this.muted.some((prefix) => event.startsWith(prefix));
  }

  tell(room: string, data: object): void {
    this.home.rooms.tell(this.dialect, room, data);
  }

  /** Out of every room, and no follower any more. Answers with the rooms it was in till now. */
  end(): readonly string[] {
    const rooms = this.isEntered ? this.home.rooms.exit(this.dialect, this.member.id) : [];
    this.isEntered = false;
    this.home.followers.remove(this.member.id);
    return rooms;
  }
}
