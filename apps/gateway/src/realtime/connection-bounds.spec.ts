import { beforeEach, describe, expect, it } from '@jest/globals';
import { EventEmitter } from 'node:events';
import type { Server, Socket } from 'socket.io';
import { boundConnections, HandshakeCount } from './connection-bounds.js';

/** A connection of Engine.IO, as far as it is looked at. */
class Connection extends EventEmitter {
  isCut = false;
  readonly transport = { name: 'websocket', socket: { terminate: () => (this.isCut = true) } };
}

describe('boundConnections', () => {
  let connection: Connection;
  const says = (data: string): boolean => connection.emit('packetCreate', { data });

  beforeEach(() => {
    const engine = new EventEmitter();
    connection = new Connection();
    boundConnections(engine as unknown as Server['engine']);
    engine.emit('connection', connection);
  });

  it('cuts off who makes more refusals wait than he reads', () => {
    for (let n = 0; n < 8_192; n++) says('4/nowhere');
    expect(connection.isCut).toBe(false);
    says('4/nowhere');
    expect(connection.isCut).toBe(true);
  });

  it('cuts off who makes a few large ones wait', () => {
    for (let n = 0; n < 6; n++) says('x'.repeat(1024 * 1024));
    expect(connection.isCut).toBe(true);
  });

  it('leaves who reads alone, however much it is, and a long answer that waits for nothing', () => {
    for (let n = 0; n < 20_000; n++) {
      says('3');
      connection.emit('flush');
    }
    says('x'.repeat(8 * 1024 * 1024));
    expect(connection.isCut).toBe(false);
  });
});

describe('HandshakeCount', () => {
  it('admits as many as a client library makes, and cuts off who goes on', () => {
    const [handshakes, connection] = [new HandshakeCount(), new Connection()];
    const admits = (): boolean => handshakes.admits(connection as unknown as Socket['client']['conn']);
    expect(Array.from({ length: 16 }, admits)).not.toContain(false);
    expect([admits(), connection.isCut]).toEqual([false, true]);
  });
});
