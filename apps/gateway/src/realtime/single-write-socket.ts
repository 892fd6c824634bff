import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer, type ServerOptions } from 'ws';
import { closingMs } from './live-socket.js';

/** A text frame that a server sends: final, unmasked, uncompressed (RFC 6455, 5.2). */
export const textFrame = (data: string | Buffer): Buffer => {
  const length = typeof data === 'string' ? Buffer.byteLength(data) : data.length;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = 0x81;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  if (typeof data === 'string') frame.write(data, start);
  else data.copy(frame, start);
  return frame;
};

type Sent = (error?: Error) => void;
type SendOptions = Parameters<WebSocket['send']>[1];

/** What `ws` keeps to itself, and Socket.IO uses like this too: writes a frame that is made already, and what it is written to. */
interface FrameSender {
  readonly _socket: Duplex;
  readonly _sender: { sendFrame(list: readonly Buffer[], sent?: Sent): void };
}

/** `ws` answers a close frame by `close`. */
interface FrameReceiver {
  readonly _closeFrameReceived: boolean;
}

/** A frame counts as sent once so little is before it: the kernel takes it at the end of this turn. */
const soonBytes = 16 * 1024;
const corked: Duplex[] = [];

/** What is said to a socket within one turn of the event loop leaves in one write: of a burst, frames share their system call. */
const gather = (stream: Duplex): void => {
  if (stream.writableCorked > 0) return;
  stream.cork();
  if (corked.push(stream) === 1) setImmediate(() => corked.splice(0).forEach((one) => one.uncork()));
};

/**
 * Writes a text frame in one piece, and the frames of one turn together. `ws` writes a frame's header and its data one after
 * the other, which costs a gathered write and its bookkeeping: about a third of what a delivery costs. Right only without
 * compression, which is off everywhere.
 */
export class SingleWriteSocket extends WebSocket {
  /** A frame that `textFrame` has made, once for all who get it. `sent` is called, too, when nobody will. */
  sendFrame(frame: Buffer, sent: Sent): void {
    if (this.readyState === WebSocket.OPEN) this.write(frame, sent);
    else process.nextTick(sent);
  }

  override send(data: Parameters<WebSocket['send']>[0], given?: SendOptions | Sent, sent?: Sent): void {
    const options = typeof given === 'function' ? undefined : given;
    const done = typeof given === 'function' ? given : sent;
    const isText = typeof data === 'string' ? options?.binary !== true : Buffer.isBuffer(data) && options?.binary === false;
    if (isText && this.readyState === WebSocket.OPEN) this.write(textFrame(data as string | Buffer), done);
    else super.send(data, options ?? {}, done);
  }

  /**
   * Emits `leaving` when the other side begins to close, and answers a turn later: what it held here is given back on its way
   * before it knows that it is gone, and may come again.
   */
  override close(code?: number, data?: string | Buffer): void {
    const isAsked = this.readyState === WebSocket.OPEN && (this as unknown as FrameReceiver)._closeFrameReceived;
    if (isAsked && this.emit('leaving')) setImmediate(() => super.close(code, data));
    else super.close(code, data);
  }

  /** Engine.IO sends nothing more before it hears that this was sent: hearing it at once is what lets a turn's packets travel together. */
  private write(frame: Buffer, done?: Sent): void {
    const { _socket, _sender } = this as unknown as FrameSender;
    gather(_socket);
    const isSoon = _socket.writableLength + frame.length <= soonBytes;
    _sender.sendFrame([frame], isSoon ? undefined : done);
    if (isSoon && done !== undefined) process.nextTick(done);
  }
}

/** For a client that does not answer a close, and would hold its connection for half a minute; `ws` knows it, its types do not yet. */
const patience = { closeTimeout: closingMs };

/** A WebSocket server, native or Socket.IO's, whose sockets write frames in one piece. */
export class SingleWriteServer extends WebSocketServer<typeof SingleWriteSocket> {
  constructor(options: ServerOptions<typeof SingleWriteSocket>) {
    super({ ...options, ...patience, WebSocket: SingleWriteSocket, perMessageDeflate: false });
  }
}
