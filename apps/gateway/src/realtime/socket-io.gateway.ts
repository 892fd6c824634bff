import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import { AppError } from '@parley/contracts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'socket.io';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import type { Viewer } from '../session/viewer.js';
import { Admission } from './admission.js';
import { boundConnections, HandshakeCount } from './connection-bounds.js';
import { ConnectionHome } from './connection-home.js';
import { IoConnection } from './io-connection.js';
import { tryAgainLater } from './live-socket.js';
import type { Handshake, SocketIoProtocol } from './socket-io-protocol.js';
import { endTransport } from './socket-io-transport.js';

const handshakeOf = ({ nsp, handshake }: Socket): Handshake => ({
  namespace: nsp.name,
  query: Object.fromEntries(
    Object.entries({ ...handshake.query, ...handshake.auth }).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  ),
  authorization: handshake.headers.authorization,
});

/** Socket.IO clients: each namespace is served by the dialect that recognises the handshake (C05). */
@WebSocketGateway()
export class SocketIoGateway implements OnGatewayInit<Server> {
  private readonly admitted = new WeakMap<Socket, IoConnection>();
  private readonly handshakes = new HandshakeCount();

  constructor(
    private readonly registry: DialectRegistry,
    private readonly home: ConnectionHome,
    private readonly admission: Admission,
  ) {}

  afterInit(server: Server): void {
    this.home.rooms.attach(server);
    server.engine.use(this.refusePolling);
    boundConnections(server.engine);
    for (const name of this.registry.socketIoNamespaces()) {
      const namespace = server.of(name);
      namespace.use((socket, next) => {
        // Answered, though nobody reads it: Socket.IO would keep a socket whose handshake has no end for ever.
        if (!this.handshakes.admits(socket.conn)) return next(new Error('Too many handshakes'));
        this.admission
          .handshake(() => this.admit(socket))
          .then(
            () => next(),
            (error: Error) => {
              // There was no room: its transport is closed, after which a client library comes back by itself.
              if (error instanceof AppError) endTransport(socket.conn, tryAgainLater, 'try again later');
              next(error);
            },
          );
      });
      namespace.on('connection', (socket) => this.admitted.get(socket)?.attach());
    }
  }

  /** A new session by long polling, for which there is no room; upgrades are refused by the native gateway. */
  private readonly refusePolling = ({ method, url, headers }: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const isNew = method === 'GET' && headers.upgrade === undefined && url?.includes('sid=') !== true;
    const refusal = isNew ? this.admission.refusalOfNew() : null;
    if (refusal === null) return next();
    response.writeHead(503, { 'retry-after': String(refusal.details['retryAfterSeconds']), connection: 'close' }).end();
  };

  private async admit(socket: Socket): Promise<void> {
    const handshake = handshakeOf(socket);
    const found = this.registry.socketIoFor(handshake);
    if (found === null) throw new Error('Unauthorized');
    const viewer = await this.authenticate(found.protocol, handshake);
    // Who has gone meanwhile closes no more, and would be here for ever.
    if (socket.conn.readyState !== 'open') return;
    const connection = new IoConnection(socket, viewer, found, this.home);
    this.admitted.set(socket, connection);
    // Before the client knows it is connected, so that nothing sent from then on is missed.
    await connection.open();
  }

  private async authenticate(protocol: SocketIoProtocol, handshake: Handshake): Promise<Viewer> {
    try {
      return await protocol.authenticate(handshake);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unavailable') throw new Error('Service unavailable', { cause: error });
      throw new Error(protocol.refusal, { cause: error });
    }
  }
}
