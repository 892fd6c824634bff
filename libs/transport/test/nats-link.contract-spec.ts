import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Health } from '@parley/runtime';
import { testInfra } from '@parley/testing';
import { NatsLink } from '@parley/transport';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

describe('the link to NATS', () => {
  const sockets: Socket[] = [];
  /** Lets the first one in and never says a word; takes the others to NATS. */
  const halfOpen = createServer((client) => {
    sockets.push(client.on('error', () => {}));
    if (sockets.length === 1) return;
    const { hostname, port } = new URL(testInfra().natsUrl);
    const server = connect(Number(port), hostname);
    sockets.push(server.on('error', () => {}));
    client.pipe(server).pipe(client);
  });

  beforeAll(() => new Promise<void>((resolve) => void halfOpen.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    halfOpen.close();
  });

  it('waits 5 s for a greeting, and tries again', async () => {
    const natsUrl = `nats://127.0.0.1:${(halfOpen.address() as AddressInfo).port}`;
    const link = new NatsLink({ natsUrl, service: 'test', instance: 'test', prefix: '' }, new Health());
    const connection = await link.open();
    await connection.flush();
    expect(link.isUp).toBe(true);
    await link.onApplicationShutdown();
  }, 15_000);
});
