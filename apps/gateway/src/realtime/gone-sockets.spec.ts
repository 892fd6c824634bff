import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { messaging, newId, type Rpc } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import type { Socket } from 'socket.io';
import type { Viewer } from '../session/viewer.js';
import { SyncView } from '../views/sync.view.js';
import type { Admission } from './admission.js';
import type { ConnectionHome } from './connection-home.js';
import type { DeliveryNotes } from './delivery-notes.js';
import { Followers } from './followers.js';
import { IoConnection } from './io-connection.js';
import type { AuthenticatedSocket } from './live-socket.js';
import { NativeConnection } from './native-connection.js';
import type { NativeProtocol } from './native-protocol.js';
import type { SocketIoProtocol } from './socket-io-protocol.js';

const viewer = { userId: newId<'user'>() } as Viewer;

describe('a client that goes before it is answered', () => {
  let followers: Followers;
  let connections: Set<object>;
  let home: ConnectionHome;
  beforeEach(() => {
    followers = new Followers();
    connections = new Set();
    const rooms = { enter: jest.fn(), join: jest.fn(), exit: () => [] };
    const registry = { add: (one: object) => connections.add(one), remove: (one: object) => connections.delete(one) };
    home = { rooms, connections: registry, followers } as unknown as ConnectionHome;
  });

  const native = () => {
    const connection = new NativeConnection('/v1', null, { dialect: 'v1', protocol: {} as NativeProtocol }, home, {} as Admission);
    return { connection, go: () => connection.closed() };
  };
  const socketIo = () => {
    let go = (): void => {};
    const conn = { once: (_event: string, closed: () => void) => (go = closed) };
    const socket = { id: newId(), nsp: { name: '/' }, conn, once: jest.fn() } as unknown as Socket;
    const connection = new IoConnection(socket, viewer, { dialect: 'umoc', protocol: {} as SocketIoProtocol }, home);
    return { connection, go: () => go() };
  };

  it.each([
    ['WebSocket', native],
    ['Socket.IO', socketIo],
  ])('is none of those that are there, though its token is found good (%s)', (_, open) => {
    const { connection, go } = open();
    expect(connections.size).toBe(1);
    go();
    connection.authenticate(viewer);
    expect(connections.size).toBe(0);
  });

  it.each([
    ['WebSocket', native],
    ['Socket.IO', socketIo],
  ])('keeps up with nothing (%s)', async (_, open) => {
    const { connection, go } = open();
    connection.authenticate(viewer);
    const call = (contract: Rpc<unknown, unknown>) => {
      if (contract.subject === messaging.listRoomIds.subject) go();
      return Promise.resolve(contract.subject === messaging.listRoomIds.subject ? [] : { changes: [] });
    };
    const admission = { sync: (work: () => Promise<unknown>) => work() } as unknown as Admission;
    const view = new SyncView({ call } as unknown as RpcClient, followers, {} as DeliveryNotes, admission);
    await view.follow(connection as AuthenticatedSocket, { dialect: 'v1', cursors: { cursors: {} }, liveRooms: () => null });
    expect(followers.all()).toEqual([]);
  });
});
