import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import { AppError } from '@parley/contracts';
import type { Server, Socket } from 'socket.io';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import type { Viewer } from '../session/viewer.js';
import { Connections } from './connections.js';
import { IoConnection } from './io-connection.js';
import { RoomSpace } from './room-space.js';
import type { Handshake } from './socket-io-protocol.js';

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
  private readonly viewers = new WeakMap<Socket, Viewer>();

  constructor(
    private readonly registry: DialectRegistry,
    private readonly rooms: RoomSpace,
    private readonly connections: Connections,
  ) {}

  afterInit(server: Server): void {
    this.rooms.attach(server);
    for (const name of this.registry.socketIoNamespaces()) {
      const namespace = server.of(name);
      namespace.use((socket, next) => {
        this.admit(socket).then(() => next(), next);
      });
      namespace.on('connection', (socket) => this.connect(socket));
    }
  }

  private async admit(socket: Socket): Promise<void> {
    const handshake = handshakeOf(socket);
    const found = this.registry.socketIoFor(handshake);
    if (found === null) throw new Error('Unauthorized');
    try {
      this.viewers.set(socket, await found.protocol.authenticate(handshake));
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unavailable') throw new Error('Service unavailable', { cause: error });
      throw new Error(found.protocol.refusal, { cause: error });
    }
  }

  private connect(socket: Socket): void {
    const viewer = this.viewers.get(socket);
    const found = this.registry.socketIoFor(handshakeOf(socket));
    if (viewer === undefined || found === null) return void socket.disconnect(true);
    new IoConnection(socket, viewer, found, { rooms: this.rooms, connections: this.connections });
  }
}
