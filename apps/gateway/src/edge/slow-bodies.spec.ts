import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { cutSlowBodies } from './slow-bodies.js';

describe('cutSlowBodies', () => {
  let server: Server;
  let client: Socket;
  let heard: string;

  beforeEach(async () => {
    server = createServer((request, response) => {
      if (request.url === '/refused') return void response.writeHead(401).end();
      request.resume().on('end', () => response.end('done'));
    });
    cutSlowBodies(server, ({ url }) => url === '/upload', { bodyMs: 100, lingerMs: 100 });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    heard = '';
    client.on('data', (data) => (heard += data.toString())).on('error', () => {});
  });

  afterEach(() => {
    client.destroy();
    server.close();
  });

  const begin = (path: string): void => void client.write(`POST ${path} HTTP/1.1\r\nHost: parley\r\nContent-Length: 100\r\n\r\n{`);

  it('ends the connection of a client that does not come to the end of its request', async () => {
    begin('/api/dms');
    await once(client, 'close');
    expect(heard).toBe('');
  });

  it('ends that of a client that goes on sending after its answer, though it brings files', async () => {
    client.write('POST /upload HTTP/1.1\r\nHost: parley\r\nContent-Length: 0\r\n\r\n');
    begin('/refused');
    await once(client, 'close');
    expect(heard).toMatch(/done[^]*401/);
  });

  it('leaves uploads their time, and connections whose requests are whole', async () => {
    begin('/upload');
    const other = connect((server.address() as AddressInfo).port, '127.0.0.1');
    other.write('POST /api/dms HTTP/1.1\r\nHost: parley\r\nContent-Length: 100\r\n\r\n{');
    await once(
      other.on('error', () => {}),
      'close',
    );
    client.write('x'.repeat(99));
    client.write('GET / HTTP/1.1\r\nHost: parley\r\nConnection: close\r\n\r\n');
    await once(client, 'close');
    expect(heard.match(/done/g)).toHaveLength(2);
  });
});
