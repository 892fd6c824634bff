import { AppError, newId } from '@parley/contracts';
import { Logger } from '@nestjs/common';
import type { WebSocket } from 'ws';
import type { Viewer } from '../session/viewer.js';
import type { ConnectionHome } from './connection-home.js';
import type { Endable } from './connections.js';
import { closeCodes, type LiveSocket } from './live-socket.js';
import type { Frame, NativeProtocol } from './native-protocol.js';
import { toldEvent, type RoomPacket } from './room-packet.js';
import type { RoomMember } from './room-space.js';
import type { Dialect } from '@parley/contracts';

/** Close code of a service that cannot serve at this moment. */
const tryAgainLater = 1013;
/** Outbound queue of one socket: beyond it the client is too slow, is closed, and will sync. */
const maxQueuedFrames = 256;
const maxQueuedBytes = 1024 * 1024;
/** Inbound frames of one socket that may wait for their turn. */
const maxWaitingFrames = 256;

/** One plain WebSocket, bound to a protocol. It joins its rooms before the upgrade is answered, and keeps till then what it hears. */
export class NativeConnection implements LiveSocket, RoomMember, Endable {
  readonly id = newId();
  private readonly logger = new Logger(NativeConnection.name);
  private queued = 0;
  private waiting = 0;
  private turn: Promise<void> = Promise.resolve();
  private isEntered = false;
  private muted: readonly string[] = [];
  private who: Viewer | null;
  private socket: WebSocket | null = null;
  private early: Buffer[] = [];
  private ending: { readonly code: number; readonly reason: string } | null = null;
  private isClosed = false;

  constructor(
    readonly path: string,
    viewer: Viewer | null,
    private speaks: { readonly dialect: Dialect; readonly protocol: NativeProtocol },
    private readonly home: ConnectionHome,
  ) {
    this.who = viewer;
    home.connections.add(this);
  }

  get viewer(): Viewer | null {
    return this.who;
  }

  get dialect(): Dialect {
    return this.speaks.dialect;
  }

  /** Starts (again, after a change of protocol) to act for its dialect; resolves once it has joined its rooms. */
  open(): Promise<void> {
    return this.enqueue(null, () => this.enter());
  }

  /** The upgrade is done: what was said before goes out. */
  attach(socket: WebSocket): void {
    this.socket = socket;
    const { early, ending } = this;
    this.early = [];
    this.ending = null;
    for (const frame of early) this.write(frame);
    if (ending !== null) this.close(ending.code, ending.reason);
  }

  /** The client's first frame showed another dialect (C04). */
  speak(speaks: { readonly dialect: Dialect; readonly protocol: NativeProtocol }): void {
    if (this.isEntered) this.home.rooms.exit(this.speaks.dialect, this.id);
    this.isEntered = false;
    this.muted = [];
    this.home.followers.remove(this.id);
    this.speaks.protocol.disconnected?.(this);
    this.speaks = speaks;
    void this.open();
  }

  authenticate(viewer: Viewer): void {
    this.home.connections.remove(this);
    this.who = viewer;
    this.home.connections.add(this);
  }

  join(rooms: readonly string[]): void {
    if (!this.isOpen) return;
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
    this.write(Buffer.from(this.speaks.protocol.encode(event, JSON.stringify(data))));
  }

  deliver(packet: RoomPacket): void {
    if (packet.event === toldEvent) return this.speaks.protocol.told?.(this, JSON.parse(packet.dataJson));
    if (this.muted.some((prefix) => packet.event.startsWith(prefix))) return;
    this.write(packet.frame(this.speaks.dialect, (event, json) => Buffer.from(this.speaks.protocol.encode(event, json))));
  }

  close(code: number, reason: string): void {
    this.ending ??= { code, reason };
    this.socket?.close(code, reason);
  }

  end(error: AppError, code: number): void {
    this.refuse(error, null);
    this.close(code, error.code);
  }

  /** Frames are taken one after another, so a client's own order holds. */
  receive(text: string): void {
    this.home.connections.heard(this);
    if (this.waiting >= maxWaitingFrames) return this.refuse(new AppError('RATE_LIMITED'), null);
    let frame: Frame;
    try {
      frame = this.speaks.protocol.decode(text);
    } catch (error) {
      return this.refuse(error, null);
    }
    void this.enqueue(frame, async () => {
      const isTaken = this.who === null || (await this.home.limits.admit(this.speaks.dialect, this.who.userId, frame.event));
      if (isTaken) await this.speaks.protocol.received(this, frame);
    });
  }

  /** The transport is gone. */
  closed(): void {
    this.isClosed = true;
    if (this.isEntered) this.home.rooms.exit(this.speaks.dialect, this.id);
    this.home.followers.remove(this.id);
    this.home.connections.remove(this);
    this.speaks.protocol.disconnected?.(this);
  }

  private get isOpen(): boolean {
    return !this.isClosed && this.ending === null && (this.socket === null || this.socket.readyState === this.socket.OPEN);
  }

  /** A socket that could not join its rooms would be deaf: it is closed, and its client connects again. */
  private async enter(): Promise<void> {
    try {
      await this.speaks.protocol.connected(this);
    } catch (error) {
      this.refuse(error, null);
      this.close(tryAgainLater, 'try again later');
    }
  }

  private enqueue(frame: Frame | null, work: () => Promise<void>): Promise<void> {
    this.waiting += 1;
    this.turn = this.turn
      .then(() => (this.isOpen ? work() : undefined))
      .catch((error: unknown) => this.refuse(error, frame))
      .finally(() => (this.waiting -= 1));
    return this.turn;
  }

  private refuse(error: unknown, frame: Frame | null): void {
    if (!(error instanceof AppError)) this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const known = error instanceof AppError ? error : new AppError('INTERNAL');
    const { event, data } = this.speaks.protocol.presentError(known, frame);
    this.send(event, data);
  }

  private write(frame: Buffer): void {
    if (!this.isOpen) return;
    if (this.socket === null) return void this.early.push(frame);
    if (this.queued >= maxQueuedFrames || this.socket.bufferedAmount > maxQueuedBytes) return this.close(closeCodes.resync, 'resync');
    this.queued += 1;
    this.socket.send(frame, { binary: false }, () => (this.queued -= 1));
  }
}
