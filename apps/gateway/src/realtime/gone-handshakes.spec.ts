import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@parley/contracts';
import { EventEmitter, once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { PassThrough } from 'node:stream';
import type { Server } from 'socket.io';
import type { DialectRegistry } from '../dialects/dialect.registry.js';
import type { SessionResolver } from '../session/session.resolver.js';
import type { Viewer } from '../session/viewer.js';
import type { Admission } from './admission.js';
import type { ConnectionHome } from './connection-home.js';
import { NativeSocketGateway } from './native-socket.gateway.js';
import type { Origins } from './origins.js';
import { SocketIoGateway } from './socket-io.gateway.js';

type Admit = (socket: object, next: () => void) => void;

const viewer = { userId: newId<'user'>() } as Viewer;

describe('a client that goes while its token is looked at', () => {
  let connections: Set<object>;
  let settled: Promise<void>;
  let enter: () => void;
  let home: ConnectionHome;
  let admission: Admission;
  beforeEach(() => {
    connections = new Set();
    const registry = { add: (one: object) => connections.add(one), remove: (one: object) => connections.delete(one) };
    home = { rooms: { attach: () => {} }, connections: registry } as unknown as ConnectionHome;
    const handshake = (work: () => Promise<void>) => {
      const entered = new Promise<void>((resolve) => (enter = resolve));
      settled = Promise.race([work(), entered]);
      return new Promise(() => {});
    };
    admission = { handshake, refusalOfNew: () => null } as unknown as Admission;
  });

  /** It joins its rooms for ever. */
  const connected = () => {
    enter();
    return new Promise(() => {});
  };

  const webSocket = (goes: boolean) => {
    const socket = new PassThrough();
    const resolve = async () => {
      if (goes) await once(socket.destroy(), 'close');
      return viewer;
    };
    const protocol = { connected };
    const registry = { isSocketPath: () => true, allowsLateAuth: () => false, nativeFor: () => ({ dialect: 'v1', protocol }) };
    const everybody = { allows: () => true } as unknown as Origins;
    const sessions = { resolve } as unknown as SessionResolver;
    const gateway = new NativeSocketGateway(registry as unknown as DialectRegistry, sessions, everybody, home, admission);
    const http = new EventEmitter() as HttpServer;
    gateway.attach(http);
    http.emit('upgrade', { headers: { upgrade: 'websocket' }, url: '/?token=t' }, socket, Buffer.alloc(0));
    gateway.onApplicationShutdown();
  };

  const socketIo = (goes: boolean) => {
    const conn = Object.assign(new EventEmitter(), { readyState: 'open' });
    const authenticate = () => {
      if (goes) conn.readyState = 'closed';
      conn.emit(goes ? 'close' : 'data');
      return Promise.resolve(viewer);
    };
    const protocol = { authenticate, connected };
    const registry = { socketIoNamespaces: () => ['/'], socketIoFor: () => ({ dialect: 'umoc', protocol }) } as unknown as DialectRegistry;
    let admit: Admit = () => {};
    const namespace = { use: (given: Admit) => (admit = given), on: () => {} };
    const server = { engine: Object.assign(new EventEmitter(), { use: () => {} }), of: () => namespace } as unknown as Server;
    new SocketIoGateway(registry, home, admission).afterInit(server);
    const handshake = { query: {}, auth: {}, headers: {} };
    admit(Object.assign(new EventEmitter(), { id: newId(), nsp: { name: '/' }, conn, handshake }), () => {});
  };

  it.each([
    ['WebSocket', webSocket],
    ['Socket.IO', socketIo],
  ])('is not there, and who stays is (%s)', async (_, knock) => {
    knock(true);
    await settled;
    expect(connections.size).toBe(0);
    knock(false);
    await settled;
    expect(connections.size).toBe(1);
  });
});
