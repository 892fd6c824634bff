import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Health } from '@parley/runtime';
import { eventually, testInfra } from '@parley/testing';
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

  it('says what it waits for at the start, without its password, and no more once it is there', async () => {
    const said: string[] = [];
    Logger.overrideLogger({ log: () => {}, error: () => {}, warn: (message: string) => void said.push(message) });
    const late = createServer(() => {});
    await new Promise<void>((resolve) => void late.listen(0, '127.0.0.1', resolve));
    const { port } = late.address() as AddressInfo;
    await new Promise((resolve) => void late.close(resolve));
    const natsUrl = `nats://secret@127.0.0.1:${port}`;
    const link = new NatsLink({ natsUrl, service: 'test', instance: 'test', prefix: '' }, new Health());
    const opened = link.open();
    await eventually(() => expect(said).toContain(`waiting for NATS at 127.0.0.1:${port}`), 5_000);
    halfOpen.close();
    await new Promise<void>((resolve) => void halfOpen.listen(port, '127.0.0.1', resolve));
    await opened;
    expect(link.isUp).toBe(true);
    await link.onApplicationShutdown();
    Logger.overrideLogger(false);
  }, 15_000);
});
