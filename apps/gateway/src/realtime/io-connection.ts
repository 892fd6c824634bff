import { Logger } from '@nestjs/common';
import { AppError, type Dialect } from '@parley/contracts';
import type { Socket } from 'socket.io';
import type { Viewer } from '../session/viewer.js';
import type { ConnectionHome } from './connection-home.js';
import type { Endable } from './connections.js';
import { tracedFrame } from './frame-traces.js';
import { closeCodes, goingAway, goingAwayEvent, type AuthenticatedSocket } from './live-socket.js';
import { OutboundQueue } from './outbound-queue.js';
import { refusalOf, Refusals } from './refusals.js';
import { toldEvent, type RoomPacket } from './room-packet.js';
import type { RoomMember } from './room-space.js';
import type { SocketIoProtocol } from './socket-io-protocol.js';
import { endTransport } from './socket-io-transport.js';
import { Standing } from './standing.js';
import { Turns } from './turns.js';

type Acknowledge = (reply: unknown) => void;

/** One Socket.IO socket, bound to a dialect. It joins its rooms before the handshake is answered, and keeps till then what it hears. */
export class IoConnection implements AuthenticatedSocket, RoomMember, Endable {
  private readonly logger = new Logger(IoConnection.name);
  private readonly turns = new Turns();
  private readonly refusals = new Refusals();
  private readonly outbound = new OutboundQueue<string>(() => this.overflow());
  private readonly standing: Standing;
  private isAttached = false;
  private isOverflown = false;
  private isClosed = false;
  private isGone = false;

  constructor(
    private readonly socket: Socket,
    private who: Viewer,
    private readonly speaks: { readonly dialect: Dialect; readonly protocol: SocketIoProtocol },
    private readonly home: ConnectionHome,
  ) {
    this.standing = new Standing(home, speaks.dialect, this);
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
    this.isAttached = true;
    this.socket.onAny((event: string, ...args: unknown[]) => this.receive(event, args));
    this.outbound.open((packet, done) => this.socket.client.conn.write(packet, {}, done));
    if (this.isOverflown) endTransport(this.socket.client.conn, closeCodes.resync, 'resync');
    else if (this.isClosed) this.socket.disconnect(true);
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

  get isOpen(): boolean {
    return !this.isClosed;
  }

  authenticate(viewer: Viewer): void {
    if (this.isGone) return;
    this.home.connections.remove(this);
    this.who = viewer;
    this.home.connections.add(this);
  }

  join(rooms: readonly string[]): void {
    if (!this.isClosed) this.standing.join(rooms);
  }

  leave(rooms: readonly string[]): void {
    this.standing.leave(rooms);
  }

  mute(prefixes: readonly string[]): void {
    this.standing.mute(prefixes);
  }

  tell(room: string, data: object): void {
    this.standing.tell(room, data);
  }

  send(event: string, data: unknown): void {
    this.write(this.encode(event, JSON.stringify(data)));
  }

  deliver(packet: RoomPacket): void {
    if (packet.event === toldEvent) return this.speaks.protocol.told?.(this, JSON.parse(packet.dataJson));
    if (!this.standing.hears(packet)) return;
    const isWritten = this.write(packet.frame(`io:${this.path}`, (event, json) => this.encode(event, json)));
    if (isWritten && packet.receipt !== null) this.home.deliveries.note(packet.receipt, this.who.userId);
  }

  close(): void {
    this.isClosed = true;
    if (this.isAttached) this.socket.disconnect(true);
  }

  end(error: AppError): void {
    this.refuse(error, 'connection', null, null);
    this.close();
  }

  /** Its transport is closed, not the socket: a client library comes back by itself only after the former. */
  async retire(returnAfterMs: number): Promise<void> {
    if (this.home.followers.has(this.id)) this.send(goingAwayEvent, { retry_after_ms: returnAfterMs });
    await this.turns.take(
      () => Promise.resolve(endTransport(this.socket.client.conn, goingAway, `retry after ${returnAfterMs} ms`)),
      () => {},
    );
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
    // It closes, and its client may send for a while yet.
    if (this.isClosed) return;
    this.home.connections.heard(this);
    const last = args.at(-1);
    const acknowledge = typeof last === 'function' ? (last as Acknowledge) : null;
    const data = typeof args[0] === 'function' ? undefined : args[0];
    if (this.turns.isFull) return this.turnAway(event, data, acknowledge);
    void this.enqueue(event, data, acknowledge, async () => {
      if (!(await this.home.limits.admit(this.speaks.dialect, this.who.userId, event))) return;
      const reply = await tracedFrame(this.speaks.dialect, event, () => this.speaks.protocol.received(this, event, data));
      acknowledge?.(reply);
    });
  }

  /** Refuses an event unread; whoever sends nothing but such events is not answered for ever. */
  private turnAway(event: string, data: unknown, acknowledge: Acknowledge | null): void {
    if (!this.refusals.areTooMany()) return this.refuse(new AppError('RATE_LIMITED'), event, data, acknowledge);
    this.isClosed = true;
    endTransport(this.socket.client.conn, closeCodes.limit, 'too many events');
  }

  private enqueue(event: string, data: unknown, acknowledge: Acknowledge | null, work: () => Promise<void>): Promise<void> {
    return this.turns.take(
      () => (this.isClosed ? undefined : work()),
      (error) => this.refuse(error, event, data, acknowledge),
    );
  }

  private refuse(error: unknown, event: string, data: unknown, acknowledge: Acknowledge | null): void {
    const presented = this.speaks.protocol.presentError(refusalOf(error, this.logger), event, data);
    if (acknowledge === null || presented.isTold === true) this.send(presented.event, presented.data);
    acknowledge?.(presented.ack ?? presented.data);
  }

  /** An EVENT packet of the Socket.IO protocol, on this socket's namespace. */
  private encode(event: string, dataJson: string): string {
    return `2${this.path === '/' ? '' : `${this.path},`}["${event}",${dataJson}]`;
  }

  /** False where nobody will read it. */
  private write(packet: string): boolean {
    return !this.isOverflown && (!this.isAttached || this.socket.connected) && this.outbound.push(packet);
  }

  /** A client that does not read is disconnected and will sync. */
  private overflow(): void {
    this.isOverflown = true;
    this.isClosed = true;
    if (this.isAttached) endTransport(this.socket.client.conn, closeCodes.resync, 'resync');
  }

  private closed(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.isClosed = true;
    this.standing.end();
    this.home.connections.remove(this);
    this.speaks.protocol.disconnected?.(this);
  }
}
