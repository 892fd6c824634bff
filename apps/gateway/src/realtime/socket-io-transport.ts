import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';
import { closingMs } from './live-socket.js';

type EngineConnection = Socket['client']['conn'];

/** Closes with a code its client sees; not by Socket.IO's own close, which would wait until the client has read all. */
export const endTransport = (connection: EngineConnection, code: number, reason: string): void => {
  const { name, socket } = connection.transport as unknown as { readonly name: string; readonly socket?: WebSocket };
  if (name !== 'websocket' || socket === undefined) return void connection.close(true);
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), closingMs).unref();
};
