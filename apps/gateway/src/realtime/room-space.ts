import { Injectable } from '@nestjs/common';
import { dialects, type ConversationId, type Dialect, type UserId } from '@parley/contracts';
import type { Namespace, Server } from 'socket.io';
import type { Emission, RoomEmission } from './present-event.js';
import { packetFrom, RoomPacket, toldEvent } from './room-packet.js';
import { roomOf } from './rooms.js';

/** A connection as the adapter of a room space sees it. */
export interface RoomMember {
  readonly id: string;
  deliver(packet: RoomPacket): void;
}

export interface Place {
  readonly dialect: Dialect;
  readonly memberId: string;
  readonly room: string;
}

/** The part of a Socket.IO socket that an adapter uses; our connections stand in a namespace through it. */
interface BridgedSocket {
  readonly id: string;
  readonly member: RoomMember;
  readonly client: { writeToEngine(encoded: readonly string[]): void };
  join(rooms: string | readonly string[]): void;
  leave(room: string): void;
  disconnect(): void;
  /** What another replica's `count` is told of it: nothing. */
  readonly handshake: object;
  readonly rooms: readonly string[];
  readonly data: object;
}

/** Whoever is in one of these does not hear an emission. */
const silentRooms = (dialect: Dialect, { exceptSession, exceptUser, exceptRooms }: RoomEmission): readonly string[] => [
  ...(exceptSession === undefined ? [] : [roomOf(dialect, 'session', exceptSession)]),
  ...(exceptUser === undefined ? [] : [roomOf(dialect, 'user', exceptUser)]),
  ...(exceptRooms ?? []),
];

/**
 * The rooms of every dialect: one Socket.IO namespace each, closed to clients. Native and Socket.IO connections are members
 * alike, so there is one fan-out path. What every replica hears goes straight to its own members (`emit`); what one replica
 * alone knows is carried to the others by the namespace's Redis adapter (`spread`, `tell`, `count`).
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
      member,
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

  /** Answers with the rooms it was in till now. */
  exit(dialect: Dialect, id: string): readonly string[] {
    const namespace = this.of(dialect);
    const rooms = [...(namespace.adapter.sids.get(id) ?? [])];
    (namespace.sockets as unknown as Map<string, unknown>).delete(id);
    namespace.adapter.delAll(id);
    return rooms;
  }

  /** Whether a member on this replica is in a room. */
  has(dialect: Dialect, id: string, room: string): boolean {
    return this.of(dialect).adapter.sids.get(id)?.has(room) === true;
  }

  join(dialect: Dialect, id: string, rooms: readonly string[]): void {
    void this.of(dialect).adapter.addAll(id, new Set(rooms));
  }

  leave(dialect: Dialect, id: string, rooms: readonly string[]): void {
    for (const room of rooms) void this.of(dialect).adapter.del(id, room);
  }

  /** Every place that a member on this replica has in a room. */
  *places(): Generator<Place> {
    for (const [dialect, { adapter }] of this.namespaces) {
      for (const [memberId, rooms] of adapter.sids) for (const room of rooms) yield { dialect, memberId, room };
    }
  }

  /** Those of a user's sockets in rooms of one conversation. */
  *placesOf(userId: UserId, id: ConversationId): Generator<Place> {
    for (const [dialect, { adapter }] of this.namespaces) {
      for (const memberId of adapter.rooms.get(roomOf(dialect, 'user', userId)) ?? [])
        for (const room of adapter.sids.get(memberId) ?? []) if (room.endsWith(`/${id}`)) yield { dialect, memberId, room };
    }
  }

  /** Whether nothing of a dialect can reach anybody here. */
  isEmpty(dialect: Dialect): boolean {
    return this.of(dialect).sockets.size === 0;
  }

  /**
   * To the members on this replica: for what every replica emits. Encoded once, and not at all for rooms that nobody is in.
   * Answers to how many.
   */
  emit(dialect: Dialect, emission: Emission): number {
    if (emission.kind === 'emit') return this.deliver(dialect, emission);
    const { local } = this.of(dialect);
    if (emission.kind === 'join') local.in(emission.from).socketsJoin(emission.room);
    else local.in(emission.from).socketsLeave(emission.room);
    return 0;
  }

  /** To the members on every replica: for what this one alone knows. Those here hear it at once, without a round through Redis. */
  spread(dialect: Dialect, emission: RoomEmission): void {
    if (emission.rooms.length === 0) return;
    this.of(dialect)
      .to([...emission.rooms])
      .except([...silentRooms(dialect, emission)])
      .emit(emission.event, emission.data);
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

  private deliver(dialect: Dialect, emission: RoomEmission): number {
    const { adapter, sockets } = this.of(dialect);
    const present = emission.rooms.flatMap((room) => adapter.rooms.get(room) ?? []);
    if (present.length === 0) return 0;
    let count = 0;
    const insiders = emission.within === undefined ? null : (adapter.rooms.get(emission.within) ?? new Set<string>());
    const told = new Set(silentRooms(dialect, emission).flatMap((room) => [...(adapter.rooms.get(room) ?? [])]));
    const packet = new RoomPacket(emission.event, JSON.stringify(emission.data), emission.receipt ?? null);
    for (const ids of present) {
      for (const id of ids) {
        if (told.has(id) || insiders?.has(id) === false) continue;
        // Only then can it come by again.
        if (present.length > 1) told.add(id);
        (sockets as unknown as ReadonlyMap<string, BridgedSocket>).get(id)?.member.deliver(packet);
        count += 1;
      }
    }
    return count;
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
