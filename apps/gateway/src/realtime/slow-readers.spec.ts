import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newId } from '@parley/contracts';
import type { Socket } from 'socket.io';
import type { Viewer } from '../session/viewer.js';
import type { Admission } from './admission.js';
import type { ConnectionHome } from './connection-home.js';
import { IoConnection } from './io-connection.js';
import { NativeConnection } from './native-connection.js';
import type { NativeProtocol } from './native-protocol.js';
import { RoomPacket } from './room-packet.js';
import type { SingleWriteSocket } from './single-write-socket.js';
import type { SocketIoProtocol } from './socket-io-protocol.js';

const viewer = { userId: newId<'user'>() } as Viewer;
const place = { conversationId: newId<'conversation'>(), seq: 1, senderId: newId<'user'>() };
const packet = (): RoomPacket => new RoomPacket('message', '{}', place);

describe('a client that does not read', () => {
  const note = jest.fn();
  const home = { connections: { add: jest.fn() }, deliveries: { note } } as unknown as ConnectionHome;
  const socket = { OPEN: 1, readyState: 1, sendFrame: jest.fn(), close: jest.fn(), terminate: jest.fn() };

  beforeEach(() => {
    jest.useFakeTimers();
    jest.clearAllMocks();
  });
  afterEach(() => void jest.useRealTimers());

  /** Each in a turn of its own: what comes in one is no slowness yet. */
  const deliverInTurns = (connection: NativeConnection | IoConnection): void => {
    for (let n = 0; n < 300; n++) {
      connection.deliver(packet());
      jest.advanceTimersByTime(1);
    }
  };

  const native = (): NativeConnection => {
    const protocol = { encode: (event: string) => event } as unknown as NativeProtocol;
    return new NativeConnection('/ws', viewer, { dialect: 'v1', protocol }, home, {} as Admission);
  };
  const socketIo = () => {
    const conn = { once: jest.fn(), write: jest.fn(), transport: { name: 'websocket', socket } };
    const io = { nsp: { name: '/' }, conn, client: { conn }, connected: true, once: jest.fn(), onAny: jest.fn(), disconnect: jest.fn() };
    return { conn, connection: new IoConnection(io as unknown as Socket, viewer, { dialect: 'umoc', protocol: {} as SocketIoProtocol }, home) };
  };
  const expectClosed = (): void => {
    expect(socket.close.mock.calls).toEqual([[4410, 'resync']]);
    expect(socket.terminate).not.toHaveBeenCalled();
    jest.advanceTimersByTime(5_000);
    expect(socket.terminate).toHaveBeenCalledTimes(1);
  };

  it.each(['before', 'after'])('is closed with 4410 and then cut, overflown %s the upgrade is answered', (when) => {
    const connection = native();
    if (when === 'after') connection.attach(socket as unknown as SingleWriteSocket);
    deliverInTurns(connection);
    if (when === 'before') connection.attach(socket as unknown as SingleWriteSocket);
    expect(socket.sendFrame).toHaveBeenCalledTimes(256);
    expect(note).toHaveBeenCalledTimes(256);
    expectClosed();
  });

  it.each(['before', 'after'])('is closed with 4410 and then cut over Socket.IO, too, overflown %s the handshake is answered', (when) => {
    const { conn, connection } = socketIo();
    if (when === 'after') connection.attach();
    deliverInTurns(connection);
    if (when === 'before') connection.attach();
    expect(conn.write).toHaveBeenCalledTimes(256);
    expect(note).toHaveBeenCalledTimes(256);
    expectClosed();
  });
});
