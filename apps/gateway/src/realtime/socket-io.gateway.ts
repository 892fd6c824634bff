import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import { AppError } from '@parley/contracts';
import type { Server, Socket } from 'socket.io';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import type { Viewer } from '../session/viewer.js';
import { ConnectionHome } from './connection-home.js';
import { IoConnection } from './io-connection.js';
import type { Handshake, SocketIoProtocol } from './socket-io-protocol.js';

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

  constructor(
    private readonly registry: DialectRegistry,
    private readonly home: ConnectionHome,
  ) {}

  afterInit(server: Server): void {
    this.home.rooms.attach(server);
    for (const name of this.registry.socketIoNamespaces()) {
      const namespace = server.of(name);
      namespace.use((socket, next) => {
        this.admit(socket).then(() => next(), next);
      });
      namespace.on('connection', (socket) => this.admitted.get(socket)?.attach());
    }
  }

  private async admit(socket: Socket): Promise<void> {
    const handshake = handshakeOf(socket);
    const found = this.registry.socketIoFor(handshake);
    if (found === null) throw new Error('Unauthorized');
    const viewer = await this.authenticate(found.protocol, handshake);
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
