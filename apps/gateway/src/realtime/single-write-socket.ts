import { WebSocket, WebSocketServer, type ServerOptions } from 'ws';

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

/** What `ws` keeps to itself, and Socket.IO uses like this too: writes a frame that is made already. */
interface FrameSender {
  readonly _sender: { sendFrame(list: readonly Buffer[], sent?: Sent): void };
}

/**
 * Writes a text frame in one piece. `ws` writes its header and its data one after the other, which costs a gathered write
 * and its bookkeeping: about a third of what a delivery costs. Right only without compression, which is off everywhere.
 */
class SingleWriteSocket extends WebSocket {
  override send(data: Parameters<WebSocket['send']>[0], given?: SendOptions | Sent, sent?: Sent): void {
    const options = typeof given === 'function' ? undefined : given;
    const done = typeof given === 'function' ? given : sent;
    const isText = typeof data === 'string' ? options?.binary !== true : Buffer.isBuffer(data) && options?.binary === false;
    if (isText && this.readyState === WebSocket.OPEN) (this as unknown as FrameSender)._sender.sendFrame([textFrame(data as string | Buffer)], done);
    else super.send(data, options ?? {}, done);
  }
}

/** A WebSocket server, native or Socket.IO's, whose sockets write frames in one piece. */
export class SingleWriteServer extends WebSocketServer<typeof SingleWriteSocket> {
  constructor(options: ServerOptions<typeof SingleWriteSocket>) {
    super({ ...options, WebSocket: SingleWriteSocket, perMessageDeflate: false });
  }
}
