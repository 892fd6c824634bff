import { Injectable } from '@nestjs/common';
import { dialects, type Dialect } from '@parley/contracts';
import type { Namespace, Server } from 'socket.io';
import type { Emission } from './present-event.js';
import { packetFrom, toldEvent, type RoomPacket } from './room-packet.js';
import { roomOf } from './rooms.js';

/** A connection as the adapter of a room space sees it. */
export interface RoomMember {
  readonly id: string;
  deliver(packet: RoomPacket): void;
}

/** The part of a Socket.IO socket that an adapter uses; our connections stand in a namespace through it. */
interface BridgedSocket {
  readonly id: string;
  readonly client: { writeToEngine(encoded: readonly string[]): void };
  join(rooms: string | readonly string[]): void;
  leave(room: string): void;
  disconnect(): void;
  /** What another replica's `count` is told of it: nothing. */
  readonly handshake: object;
  readonly rooms: readonly string[];
  readonly data: object;
}

/**
 * The rooms of every dialect: one Socket.IO namespace each, closed to clients, whose Redis adapter spreads what is
 * emitted to all replicas. Native and Socket.IO connections are members alike, so there is one fan-out path.
 */
@Injectable()
export class RoomSpace {
  private server: Server | null = null;
  private readonly namespaces = new Map<Dialect, Namespace>();

  /** Opens every dialect's rooms at once: a room space opened by its first socket would miss what other replicas emit meanwhile. */
  attach(server: Server): void {
    this.server = server;
    for (const dialect of dialects) this.of(dialect);
  }

  enter(dialect: Dialect, member: RoomMember): void {
    const namespace = this.of(dialect);
    const bridged: BridgedSocket = {
      id: member.id,
      client: { writeToEngine: (encoded) => member.deliver(packetFrom(encoded)) },
      join: (rooms) => this.join(dialect, member.id, typeof rooms === 'string' ? [rooms] : rooms),
      leave: (room) => void namespace.adapter.del(member.id, room),
      disconnect: () => {},
      handshake: {},
      rooms: [],
      data: {},
    };
    (namespace.sockets as unknown as Map<string, BridgedSocket>).set(member.id, bridged);
  }

  exit(dialect: Dialect, id: string): void {
    const namespace = this.of(dialect);
    (namespace.sockets as unknown as Map<string, unknown>).delete(id);
    namespace.adapter.delAll(id);
  }

  join(dialect: Dialect, id: string, rooms: readonly string[]): void {
    void this.of(dialect).adapter.addAll(id, new Set(rooms));
  }

  leave(dialect: Dialect, id: string, rooms: readonly string[]): void {
    for (const room of rooms) void this.of(dialect).adapter.del(id, room);
  }

  /** Local sockets first, without a round through Redis; the adapter tells the other replicas. */
  emit(dialect: Dialect, emission: Emission): void {
    const namespace = this.of(dialect);
    if (emission.kind === 'join') {
      // A replica hears its own request only after Redis has answered: join here at once, so that what follows arrives.
      namespace.local.in(emission.from).socketsJoin(emission.room);
      namespace.in(emission.from).socketsJoin(emission.room);
    } else if (emission.kind === 'leave') {
      namespace.local.in(emission.from).socketsLeave(emission.room);
      namespace.in(emission.from).socketsLeave(emission.room);
    } else {
      const { rooms, event, data, exceptSession, exceptUser, exceptRooms } = emission;
      if (rooms.length === 0) return;
      const session = exceptSession === undefined ? [] : [roomOf(dialect, 'session', exceptSession)];
      const user = exceptUser === undefined ? [] : [roomOf(dialect, 'user', exceptUser)];
      namespace
        .to([...rooms])
        .except([...session, ...user, ...(exceptRooms ?? [])])
        .emit(event, data);
    }
  }

  tell(dialect: Dialect, room: string, data: object): void {
    this.of(dialect).to(room).emit(toldEvent, data);
  }

  /** How many sockets are in a room, over all replicas; of this one alone while Redis is away. */
  async count(dialect: Dialect, room: string): Promise<number> {
    const namespace = this.of(dialect);
    const found = await namespace
      .in(room)
      .fetchSockets()
      .catch(() => null);
    return found?.length ?? namespace.adapter.rooms.get(room)?.size ?? 0;
  }

  private of(dialect: Dialect): Namespace {
    const known = this.namespaces.get(dialect);
    if (known !== undefined) return known;
    if (this.server === null) throw new Error('rooms are used before the socket server is up');
    const made = this.server.of(`/rooms/${dialect}`);
    made.use((_socket, next) => next(new Error('Invalid namespace')));
    this.namespaces.set(dialect, made);
    return made;
  }
}
