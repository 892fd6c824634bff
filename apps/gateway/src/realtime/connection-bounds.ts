import type { Server, Socket } from 'socket.io';

type EngineConnection = Socket['client']['conn'];

/** What waits to be written to one connection: far more than the queues of its sockets hold (outbound-queue.ts). */
const maxPackets = 8_192;
const maxBytes = 4 * 1024 * 1024;

/** Namespaces joined over one transport, the same again after it was left included; a client library joins one or two. */
const maxHandshakes = 16;

/** Nothing is said to who goes on like that: he would not read it, and his packets would be answered meanwhile. */
const cutOff = (connection: EngineConnection): void => {
  const { name, socket } = connection.transport as unknown as { readonly name: string; readonly socket?: { terminate(): void } };
  if (name === 'websocket' && socket !== undefined) socket.terminate();
  else connection.close(true);
};

/**
 * Bounds what a connection may make Socket.IO itself say: refusals of namespaces and answers to pings go past the queues of its
 * sockets, and need no token. Who asks for more than he reads is cut off.
 */
export const boundConnections = (engine: Server['engine']): void => {
  engine.on('connection', (connection: EngineConnection) => {
    let packets = 0;
    let bytes = 0;
    connection.on('packetCreate', ({ data }: { readonly data?: unknown }) => {
      // What was there before counts: a long answer that waits for nothing goes out at once.
      if (packets >= maxPackets || bytes > maxBytes) return cutOff(connection);
      packets += 1;
      bytes += typeof data === 'string' ? data.length : 0;
    });
    connection.on('flush', () => {
      packets = 0;
      bytes = 0;
    });
  });
};

/** Counts the handshakes of each connection. */
export class HandshakeCount {
  private readonly counts = new WeakMap<EngineConnection, number>();

  /** Whether there may be one more; if not, the connection is cut off: each takes a place that somebody else is waiting for. */
  admits(connection: EngineConnection): boolean {
    const count = (this.counts.get(connection) ?? 0) + 1;
    this.counts.set(connection, count);
    if (count <= maxHandshakes) return true;
    cutOff(connection);
    return false;
  }
}
