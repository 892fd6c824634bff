import { describe, expect, it } from '@jest/globals';
import { newId, type SessionId } from '@parley/contracts';
import type { AuthenticatedSocket } from '../../../realtime/live-socket.js';
import type { Viewer } from '../../../session/viewer.js';
import { MultiplexRegistry } from './multiplex.registry.js';

/** Sockets of one session on two replicas; `tell` reaches the members of a room at once. */
class Cluster {
  readonly replicas = [new MultiplexRegistry(), new MultiplexRegistry()] as const;
  readonly muted = new Map<string, readonly string[]>();
  private readonly members = new Map<
    string,
    { readonly socket: AuthenticatedSocket; readonly home: MultiplexRegistry; readonly rooms: Set<string> }
  >();

  constructor(private readonly sessionId: SessionId = newId()) {}

  open(replica: 0 | 1, path: string): AuthenticatedSocket {
    const home = this.replicas[replica];
    const rooms = new Set<string>();
    const socket: AuthenticatedSocket = {
      id: newId(),
      viewer: { sessionId: this.sessionId } as Viewer,
      path,
      isOpen: true,
      join: (names) => names.forEach((name) => rooms.add(name)),
      leave: () => {},
      mute: (prefixes) => void this.muted.set(socket.id, prefixes),
      tell: (room, data) => this.tell(room, data),
      send: () => {},
      close: () => {},
      authenticate: () => {},
    };
    this.members.set(socket.id, { socket, home, rooms });
    home.enter(socket);
    home.ready(socket);
    return socket;
  }

  close({ id }: AuthenticatedSocket): void {
    const member = this.members.get(id);
    this.members.delete(id);
    member?.home.leave(member.socket);
  }

  /** The replica is gone without a word. */
  crash({ id }: AuthenticatedSocket): void {
    this.members.delete(id);
  }

  private tell(room: string, data: object): void {
    for (const { socket, home, rooms } of [...this.members.values()]) if (rooms.has(room)) home.told(socket, data);
  }
}

describe('MultiplexRegistry (C04)', () => {
  it.each([0, 1] as const)('silences a group of /ws while its namespace is open on replica %i', (replica) => {
    const cluster = new Cluster();
    const all = cluster.open(0, '/ws');
    const messages = cluster.open(replica, '/ws/messages');
    expect(cluster.muted.get(all.id)).toEqual(['message:']);
    cluster.close(messages);
    expect(cluster.muted.get(all.id)).toEqual([]);
  });

  it('tells a /ws that comes later', () => {
    const cluster = new Cluster();
    cluster.open(1, '/ws/typing');
    expect(cluster.muted.get(cluster.open(0, '/ws').id)).toEqual(['typing:']);
  });

  it('waits for the last namespace socket of a group', () => {
    const cluster = new Cluster();
    const all = cluster.open(0, '/ws');
    const [first, second] = [cluster.open(0, '/ws/messages'), cluster.open(1, '/ws/messages')];
    cluster.close(first);
    expect(cluster.muted.get(all.id)).toEqual(['message:']);
    cluster.close(second);
    expect(cluster.muted.get(all.id)).toEqual([]);
  });

  it('gives the group back when a replica dies, and keeps it while the holder answers', () => {
    const cluster = new Cluster();
    const all = cluster.open(0, '/ws');
    const messages = cluster.open(1, '/ws/messages');
    cluster.replicas[0].renew(Date.now() + 5_000);
    expect(cluster.muted.get(all.id)).toEqual(['message:']);
    cluster.crash(messages);
    cluster.replicas[0].renew(Date.now() + 13_000);
    expect(cluster.muted.get(all.id)).toEqual([]);
  });

  it('does not claim for a socket that closed while it was joining', () => {
    const cluster = new Cluster();
    const all = cluster.open(0, '/ws');
    const messages = cluster.open(0, '/ws/messages');
    cluster.close(messages);
    cluster.replicas[0].ready(messages);
    expect(cluster.muted.get(all.id)).toEqual([]);
  });
});
