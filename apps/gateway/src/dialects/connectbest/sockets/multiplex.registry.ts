import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { SessionId } from '@parley/contracts';
import type { AuthenticatedSocket } from '../../../realtime/live-socket.js';
import { roomOf } from '../../../realtime/rooms.js';
import { eventPrefixes, groupsOf, multiplexPath, type SocketGroup } from './socket-groups.js';

/** A namespace socket says to its session's `/ws` sockets that it takes its group over, or gives it back. */
interface Claim {
  readonly holder: string;
  readonly group: SocketGroup;
  readonly isHeld: boolean;
}

/** Anything else is a `/ws` socket's question to its session's namespace sockets: who is there? */
const isClaim = (data: unknown): data is Claim => typeof data === 'object' && data !== null && 'holder' in data;

interface Held {
  readonly group: SocketGroup;
  readonly heardAt: number;
}

interface Multiplex {
  readonly socket: AuthenticatedSocket;
  readonly holders: Map<string, Held>;
}

const askEveryMs = 5_000;
/** A holder that has not answered for so long died with its replica; its group comes back to `/ws`. */
const leaseMs = 12_000;

const multiplexRoom = (sessionId: SessionId): string => roomOf('connectbest', 'multiplex', sessionId);
const namespacesRoom = (sessionId: SessionId): string => roomOf('connectbest', 'namespaces', sessionId);

/**
 * Keeps `/ws` silent in the groups for which the same session has a namespace socket open, on any replica (C04). The
 * sockets of a session agree by rooms of their own; when in doubt `/ws` speaks, for twice is better than never.
 */
@Injectable()
export class MultiplexRegistry implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly multiplexes = new Map<string, Multiplex>();
  private readonly namespaces = new Map<string, { readonly socket: AuthenticatedSocket; readonly isReady: boolean }>();
  private timer: NodeJS.Timeout | null = null;

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.renew(Date.now()), askEveryMs);
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Before the socket joins the rooms it hears: a `/ws` socket asks who is there. */
  enter(socket: AuthenticatedSocket): void {
    const { sessionId } = socket.viewer;
    if (socket.path !== multiplexPath) {
      socket.join([namespacesRoom(sessionId)]);
      return void this.namespaces.set(socket.id, { socket, isReady: false });
    }
    socket.join([multiplexRoom(sessionId)]);
    this.multiplexes.set(socket.id, { socket, holders: new Map() });
    socket.tell(namespacesRoom(sessionId), {});
  }

  /** Once the socket hears all it should: a namespace socket takes its group over. */
  ready(socket: AuthenticatedSocket): void {
    if (!this.namespaces.has(socket.id)) return;
    this.namespaces.set(socket.id, { socket, isReady: true });
    this.claim(socket, true);
  }

  told(socket: AuthenticatedSocket, data: unknown): void {
    const multiplex = this.multiplexes.get(socket.id);
    if (multiplex === undefined) {
      if (this.namespaces.get(socket.id)?.isReady === true) this.claim(socket, true);
    } else if (isClaim(data)) {
      if (data.isHeld) multiplex.holders.set(data.holder, { group: data.group, heardAt: Date.now() });
      else multiplex.holders.delete(data.holder);
      this.apply(multiplex);
    }
  }

  leave(socket: AuthenticatedSocket): void {
    this.multiplexes.delete(socket.id);
    if (this.namespaces.delete(socket.id)) this.claim(socket, false);
  }

  /** Asks the holders again and forgets those that no longer answer. */
  renew(now: number): void {
    for (const multiplex of this.multiplexes.values()) {
      if (multiplex.holders.size === 0) continue;
      for (const [holder, { heardAt }] of multiplex.holders) if (now - heardAt > leaseMs) multiplex.holders.delete(holder);
      this.apply(multiplex);
      multiplex.socket.tell(namespacesRoom(multiplex.socket.viewer.sessionId), {});
    }
  }

  private claim(socket: AuthenticatedSocket, isHeld: boolean): void {
    const [group] = groupsOf(socket.path);
    if (group !== undefined) socket.tell(multiplexRoom(socket.viewer.sessionId), { holder: socket.id, group, isHeld } satisfies Claim);
  }

  private apply({ socket, holders }: Multiplex): void {
    socket.mute([...holders.values()].flatMap(({ group }) => eventPrefixes[group]));
  }
}
