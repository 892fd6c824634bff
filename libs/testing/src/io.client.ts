import { io, type Socket } from 'socket.io-client';
import { EventBuffer } from './event-buffer.js';
import { gatewayUrl } from './fleet.js';
import type { Json } from './http.client.js';

/** A Socket.IO client of one gateway. */
export class IoClient extends EventBuffer {
  private constructor(readonly socket: Socket) {
    super();
    socket.onAny((event: string, data: unknown) => this.push({ event, data }));
  }

  /** Connects to a namespace with a handshake query; rejects with the server's connect_error. */
  static open(namespace: string, query: Readonly<Record<string, string>>, gateway: number): Promise<IoClient> {
    const socket = io(gatewayUrl(gateway) + namespace, { query, transports: ['websocket'], reconnection: false, forceNew: true });
    const client = new IoClient(socket);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(client));
      socket.once('connect_error', (error) => {
        socket.close();
        reject(error);
      });
    });
  }

  send(event: string, data: unknown): void {
    this.socket.emit(event, data);
  }

  /** Sends with an acknowledgement callback. */
  ask(event: string, data: unknown): Promise<Json> {
    return this.socket.timeout(5_000).emitWithAck(event, data);
  }

  close(): void {
    this.socket.close();
  }
}
