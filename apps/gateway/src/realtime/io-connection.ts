import { AppError, type Dialect } from '@parley/contracts';
import { Logger } from '@nestjs/common';
import type { Socket } from 'socket.io';
import type { Viewer } from '../session/viewer.js';
import type { ConnectionHome } from './connection-home.js';
import type { Endable } from './connections.js';
import type { AuthenticatedSocket } from './live-socket.js';
import { toldEvent, type RoomPacket } from './room-packet.js';
import type { RoomMember } from './room-space.js';
import type { SocketIoProtocol } from './socket-io-protocol.js';

const maxQueuedPackets = 256;
const maxWaitingEvents = 256;

type Acknowledge = (reply: unknown) => void;

/** One Socket.IO socket, bound to a dialect. It joins its rooms before the handshake is answered, and keeps till then what it hears. */
export class IoConnection implements AuthenticatedSocket, RoomMember, Endable {
  private readonly logger = new Logger(IoConnection.name);
  private queued = 0;
  private waiting = 0;
  private turn: Promise<void> = Promise.resolve();
  private isEntered = false;
  private muted: readonly string[] = [];
  private early: string[] | null = [];
  private isClosed = false;
  private isGone = false;

  constructor(
    private readonly socket: Socket,
    private who: Viewer,
    private readonly speaks: { readonly dialect: Dialect; readonly protocol: SocketIoProtocol },
    private readonly home: ConnectionHome,
  ) {
    home.connections.add(this);
    // A socket whose handshake is not answered yet hears of no disconnect of its own.
    socket.conn.once('close', () => this.closed());
    socket.once('disconnect', () => this.closed());
  }

  /** Resolves once it has joined its rooms. */
  open(): Promise<void> {
    return this.enqueue('connection', null, null, () => this.enter());
  }

  /** The handshake is answered: what was said before goes out. */
  attach(): void {
    this.socket.onAny((event: string, ...args: unknown[]) => this.receive(event, args));
    const early = this.early ?? [];
    this.early = null;
    for (const packet of early) this.write(packet);
    if (this.isClosed) this.socket.disconnect(true);
  }

  get id(): string {
    return this.socket.id;
  }

  get viewer(): Viewer {
    return this.who;
  }

  get path(): string {
    return this.socket.nsp.name;
  }

  authenticate(viewer: Viewer): void {
    this.home.connections.remove(this);
    this.who = viewer;
    this.home.connections.add(this);
  }

  join(rooms: readonly string[]): void {
    if (this.isClosed) return;
    if (!this.isEntered) this.home.rooms.enter(this.speaks.dialect, this);
    this.isEntered = true;
    this.home.rooms.join(this.speaks.dialect, this.id, rooms);
  }

  leave(rooms: readonly string[]): void {
    if (this.isEntered) this.home.rooms.leave(this.speaks.dialect, this.id, rooms);
  }

  mute(prefixes: readonly string[]): void {
    this.muted = prefixes;
  }

  tell(room: string, data: object): void {
    this.home.rooms.tell(this.speaks.dialect, room, data);
  }

  send(event: string, data: unknown): void {
    this.write(this.encode(event, JSON.stringify(data)));
  }

  deliver(packet: RoomPacket): void {
    if (packet.event === toldEvent) return this.speaks.protocol.told?.(this, JSON.parse(packet.dataJson));
    if (this.muted.some((prefix) => packet.event.startsWith(prefix))) return;
    this.write(packet.frame(`io:${this.path}`, (event, json) => this.encode(event, json)));
  }

  close(): void {
    this.isClosed = true;
    if (this.early === null) this.socket.disconnect(true);
  }

  end(error: AppError): void {
    this.refuse(error, 'connection', null, null);
    this.close();
  }

  /** A socket that could not join its rooms would be deaf: it is closed, and its client connects again. */
  private async enter(): Promise<void> {
    try {
      await this.speaks.protocol.connected(this);
    } catch (error) {
      this.refuse(error, 'connection', null, null);
      this.close();
    }
  }

  private receive(event: string, args: readonly unknown[]): void {
    this.home.connections.heard(this);
    const last = args.at(-1);
    const acknowledge = typeof last === 'function' ? (last as Acknowledge) : null;
    const data = typeof args[0] === 'function' ? undefined : args[0];
    if (this.waiting >= maxWaitingEvents) return this.refuse(new AppError('RATE_LIMITED'), event, data, acknowledge);
    void this.enqueue(event, data, acknowledge, async () => {
      if (!(await this.home.limits.admit(this.speaks.dialect, this.who.userId, event))) return;
      const reply = await this.speaks.protocol.received(this, event, data);
      acknowledge?.(reply);
    });
  }

  private enqueue(event: string, data: unknown, acknowledge: Acknowledge | null, work: () => Promise<void>): Promise<void> {
    this.waiting += 1;
    this.turn = this.turn
      .then(() => (this.isClosed ? undefined : work()))
      .catch((error: unknown) => this.refuse(error, event, data, acknowledge))
      .finally(() => (this.waiting -= 1));
    return this.turn;
  }

  private refuse(error: unknown, event: string, data: unknown, acknowledge: Acknowledge | null): void {
    if (!(error instanceof AppError)) this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const known = error instanceof AppError ? error : new AppError('INTERNAL');
    const presented = this.speaks.protocol.presentError(known, event, data);
    if (acknowledge !== null) acknowledge(presented.ack ?? presented.data);
    else this.send(presented.event, presented.data);
  }

  /** An EVENT packet of the Socket.IO protocol, on this socket's namespace. */
  private encode(event: string, dataJson: string): string {
    return `2${this.path === '/' ? '' : `${this.path},`}["${event}",${dataJson}]`;
  }

  /** A client that does not read is disconnected and will sync. */
  private write(packet: string): void {
    if (this.early !== null) return void this.early.push(packet);
    if (!this.socket.connected) return;
    if (this.queued >= maxQueuedPackets) return this.close();
    this.queued += 1;
    this.socket.client.conn.write(packet, {}, () => (this.queued -= 1));
  }

  private closed(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.isClosed = true;
    if (this.isEntered) this.home.rooms.exit(this.speaks.dialect, this.id);
    this.home.followers.remove(this.id);
    this.home.connections.remove(this);
    this.speaks.protocol.disconnected?.(this);
  }
}
