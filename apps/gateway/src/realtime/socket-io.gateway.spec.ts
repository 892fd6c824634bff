import { describe, expect, it, jest } from '@jest/globals';
import { EventEmitter } from 'node:events';
import type { Server } from 'socket.io';
import type { DialectRegistry } from '../dialects/dialect.registry.js';
import type { Admission } from './admission.js';
import type { ConnectionHome } from './connection-home.js';
import { SocketIoGateway } from './socket-io.gateway.js';

type Admit = (socket: { readonly conn: object }, next: (error?: Error) => void) => void;

describe('SocketIoGateway', () => {
  it('answers a handshake too many, too: Socket.IO keeps what waits for an answer', () => {
    let admit: Admit = () => {};
    const namespace = { use: (given: Admit) => (admit = given), on: () => {} };
    const server = { engine: Object.assign(new EventEmitter(), { use: () => {} }), of: () => namespace } as unknown as Server;
    const registry = { socketIoNamespaces: () => ['/'] } as unknown as DialectRegistry;
    const home = { rooms: { attach: () => {} } } as unknown as ConnectionHome;
    const handshake = jest.fn(() => new Promise(() => {}));
    new SocketIoGateway(registry, home, { handshake } as unknown as Admission).afterInit(server);

    const conn = { transport: { name: 'websocket', socket: { terminate: () => {} } } };
    const answers: unknown[] = [];
    for (let n = 0; n < 18; n++) admit({ conn }, (error) => answers.push(error));
    expect(answers).toEqual([expect.any(Error), expect.any(Error)]);
    expect(handshake).toHaveBeenCalledTimes(16);
  });
});
