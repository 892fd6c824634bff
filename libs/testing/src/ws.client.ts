import { once } from 'node:events';
import { WebSocket } from 'ws';
import { EventBuffer } from './event-buffer.js';
import { gatewayUrl } from './fleet.js';

/** How a dialect names the event inside a frame: `{event, data}` (connectbest, chatrooms) or `{type, …}` (v1). */
export type FrameStyle = 'event' | 'type';

/** A plain WebSocket client of one gateway. */
export class WsClient extends EventBuffer {
  /** Resolves with the close code. */
  readonly closed: Promise<number>;

  private constructor(
    private readonly socket: WebSocket,
    private readonly style: FrameStyle,
  ) {
    super();
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString());
      this.push(style === 'event' ? { event: frame.event, data: frame.data } : { event: frame.type, data: frame });
    });
    this.closed = new Promise((resolve) => socket.once('close', resolve));
  }

  /** Opens `path` (with its query); rejects when the upgrade is refused: the message carries the status. */
  static async open(path: string, style: FrameStyle, gateway: number, headers: Readonly<Record<string, string>>): Promise<WsClient> {
    const socket = new WebSocket(gatewayUrl(gateway).replace(/^http/, 'ws') + path, { headers });
    const client = new WsClient(socket, style);
    await once(socket, 'open');
    return client;
  }

  send(event: string, data: object): void {
    this.socket.send(JSON.stringify(this.style === 'event' ? { event, data } : { type: event, ...data }));
  }

  /** Anything, as it is. */
  sendRaw(frame: string | Buffer): void {
    this.socket.send(frame);
  }

  close(): void {
    this.socket.close();
  }
}
