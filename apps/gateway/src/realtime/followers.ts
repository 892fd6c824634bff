import { Injectable } from '@nestjs/common';
import type { Dialect } from '@parley/contracts';
import type { AuthenticatedSocket } from './live-socket.js';

export interface Follower {
  readonly dialect: Dialect;
  readonly socket: AuthenticatedSocket;
}

/** The sockets of this gateway that keep up by seq: those that have sent `sync` (A-00-14). */
@Injectable()
export class Followers {
  private readonly bySocket = new Map<string, Follower>();

  add(follower: Follower): void {
    this.bySocket.set(follower.socket.id, follower);
  }

  remove(socketId: string): void {
    this.bySocket.delete(socketId);
  }

  has(socketId: string): boolean {
    return this.bySocket.has(socketId);
  }

  all(): readonly Follower[] {
    return [...this.bySocket.values()];
  }
}
