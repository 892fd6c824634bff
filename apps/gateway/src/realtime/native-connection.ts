import { Logger } from '@nestjs/common';
import { AppError, newId, type Dialect } from '@parley/contracts';
import type { Viewer } from '../session/viewer.js';
import type { Admission } from './admission.js';
import type { ConnectionHome } from './connection-home.js';
import type { Endable } from './connections.js';
import { tracedFrame } from './frame-traces.js';
import { closeCodes, closingMs, goingAway, goingAwayEvent, tryAgainLater, type LiveSocket } from './live-socket.js';
import type { Frame, NativeProtocol } from './native-protocol.js';
import { OutboundQueue } from './outbound-queue.js';
import { refusalOf, Refusals } from './refusals.js';
import { toldEvent, type RoomPacket } from './room-packet.js';
import type { RoomMember } from './room-space.js';
import { textFrame, type SingleWriteSocket } from './single-write-socket.js';
import { Standing } from './standing.js';
import { Turns } from './turns.js';

/** One plain WebSocket, bound to a protocol. It joins its rooms before the upgrade is answered, and keeps till then what it hears. */
export class NativeConnection implements LiveSocket, RoomMember, Endable {
  readonly id = newId();
  private readonly logger = new Logger(NativeConnection.name);
  private readonly turns = new Turns();
  private readonly refusals = new Refusals();
  private readonly outbound = new OutboundQueue<Buffer>(() => this.overflow());
  private standing: Standing;
  private socket: SingleWriteSocket | null = null;
  private ending: { readonly code: number; readonly reason: string } | null = null;
  private isClosed = false;

  constructor(
    readonly path: string,
    private who: Viewer | null,
    private speaks: { readonly dialect: Dialect; readonly protocol: NativeProtocol },
    private readonly home: ConnectionHome,
    private readonly admission: Admission,
  ) {
    this.standing = new Standing(home, speaks.dialect, this);
    home.connections.add(this);
  }

  get viewer(): Viewer | null {
    return this.who;
  }

  get dialect(): Dialect {
    return this.speaks.dialect;
  }

  get isOpen(): boolean {
    return !this.isClosed && this.ending === null && (this.socket === null || this.socket.readyState === this.socket.OPEN);
  }

  /** Starts (again, after a change of protocol) to act for its dialect; resolves once it has joined its rooms. */
  open(): Promise<void> {
    return this.enqueue(null, () => this.enter());
  }

  /** The upgrade is done: what was said before goes out. */
  attach(socket: SingleWriteSocket): void {
    this.socket = socket;
    this.outbound.open((frame, done) => socket.sendFrame(frame, done));
    if (this.ending !== null) socket.close(this.ending.code, this.ending.reason);
  }

  /** The client's first frame showed another dialect (C04). */
  speak(speaks: { readonly dialect: Dialect; readonly protocol: NativeProtocol }): void {
    this.speaks.protocol.disconnected?.(this, this.standing.end());
    this.speaks = speaks;
    this.standing = new Standing(this.home, speaks.dialect, this);
    void this.open();
  }

  authenticate(viewer: Viewer): void {
    if (this.isClosed) return;
    this.home.connections.remove(this);
    this.who = viewer;
    this.home.connections.add(this);
  }

  join(rooms: readonly string[]): void {
    if (this.isOpen) this.standing.join(rooms);
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
    this.write(textFrame(this.speaks.protocol.encode(event, JSON.stringify(data))));
  }

  deliver(packet: RoomPacket): void {
    if (packet.event === toldEvent) return this.speaks.protocol.told?.(this, JSON.parse(packet.dataJson));
    if (!this.standing.hears(packet)) return;
    const isWritten = this.write(packet.frame(this.speaks.dialect, (event, json) => textFrame(this.speaks.protocol.encode(event, json))));
    if (isWritten && packet.receipt !== null && this.who !== null) this.home.deliveries.note(packet.receipt, this.who.userId);
  }

  close(code: number, reason: string): void {
    this.ending ??= { code, reason };
    this.socket?.close(code, reason);
  }

  end(error: AppError, code: number): void {
    this.refuse(error, null);
    this.close(code, error.code);
  }

  async retire(returnAfterMs: number): Promise<void> {
    if (this.home.followers.has(this.id)) this.send(goingAwayEvent, { retry_after_ms: returnAfterMs });
    await this.turns.take(
      () => Promise.resolve(this.cut(goingAway, `retry after ${returnAfterMs} ms`)),
      () => {},
    );
  }

  /** Frames are taken one after another, so a client's own order holds. */
  receive(text: string): void {
    // It closes, and its client may send for a while yet.
    if (!this.isOpen) return;
    this.home.connections.heard(this);
    let frame: Frame;
    try {
      frame = this.speaks.protocol.decode(text);
    } catch (error) {
      if (this.who === null) return this.turnAway(error, null);
      return void this.home.limits.answerToUnread(this.speaks.dialect, this.who.userId, error).then((why) => this.turnAway(why, null));
    }
    // Read before it is refused: a client that says much at once learns which of it was too much.
    if (this.turns.isFull) return this.turnAway(new AppError('RATE_LIMITED'), frame);
    void this.enqueue(frame, async () => {
      // Who has not said who he is comes through the same door as who says it in his handshake.
      if (this.who === null) return this.admission.handshake(() => this.speaks.protocol.received(this, frame));
      const isTaken = await this.home.limits.admit(this.speaks.dialect, this.who.userId, frame.event);
      if (isTaken) await tracedFrame(this.speaks.dialect, frame.event, () => this.speaks.protocol.received(this, frame));
    });
  }

  /** The transport is gone, or its client says that it goes: what it held is free for its next socket. */
  closed(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    const rooms = this.standing.end();
    this.home.connections.remove(this);
    this.speaks.protocol.disconnected?.(this, rooms);
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
    return this.turns.take(
      () => (this.isOpen ? work() : undefined),
      (error) => this.refuse(error, frame),
    );
  }

  /** Refuses a frame before its turn; whoever sends nothing but such frames is not answered for ever. */
  private turnAway(error: unknown, frame: Frame | null): void {
    if (this.refusals.areTooMany()) this.cut(closeCodes.limit, 'too many frames');
    else this.refuse(error, frame);
  }

  private refuse(error: unknown, frame: Frame | null): void {
    const { event, data } = this.speaks.protocol.presentError(refusalOf(error, this.logger), frame);
    this.send(event, data);
  }

  /** A client that does not read is closed and will sync. */
  private overflow(): void {
    this.cut(closeCodes.resync, 'resync');
  }

  /** Closes, and does not wait for a client that does not read the close either. */
  private cut(code: number, reason: string): void {
    this.close(code, reason);
    setTimeout(() => this.socket?.terminate(), closingMs).unref();
  }

  /** False where nobody will read it. */
  private write(frame: Buffer): boolean {
    return this.isOpen && this.outbound.push(frame);
  }
}
