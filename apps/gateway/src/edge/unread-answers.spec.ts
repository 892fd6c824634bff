import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { boundUnreadAnswers } from './unread-answers.js';

/** More than the kernel takes for a client. */
const answer = Buffer.alloc(16 * 1024 * 1024, 'x');

describe('boundUnreadAnswers', () => {
  let server: Server;
  let clients: Socket[];

  const start = async (stillMs: number, maxBytes: number): Promise<void> => {
    server = createServer((_request, response) => void response.writeHead(200).end(answer));
    boundUnreadAnswers(server, { stillMs, maxBytes });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  };

  beforeEach(() => {
    clients = [];
  });

  afterEach(() => {
    for (const client of clients) client.destroy();
    server.close();
  });

  /** Asks, and does not read; `over` is when the server has done with it. */
  const ask = async (): Promise<{ readonly client: Socket; readonly over: Promise<unknown> }> => {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
    clients.push(client);
    client.pause().write('GET / HTTP/1.1\r\nHost: parley\r\nConnection: close\r\n\r\n');
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    return { client, over: once(response, 'close') };
  };

  /** Reads till the end: whether that is the end of the answer. */
  const readsAll = async (client: Socket): Promise<boolean> => {
    let bytes = 0;
    client.on('data', ({ length }) => (bytes += length)).resume();
    await once(client, 'close');
    return bytes > answer.length;
  };

  it('ends the connection of a client that reads nothing', async () => {
    await start(100, Infinity);
    const { client, over } = await ask();
    await over;
    expect(await readsAll(client)).toBe(false);
  });

  it('ends the oldest when all that is unread is too much, and leaves those behind it', async () => {
    await start(60_000, 40 * 1024 * 1024);
    const [first, second, third] = [await ask(), await ask(), await ask()];
    await first.over;
    expect(await Promise.all([first, second, third].map(({ client }) => readsAll(client)))).toEqual([false, true, true]);
  });

  it('counts no answer that was read', async () => {
    await start(60_000, 20 * 1024 * 1024);
    for (let n = 0; n < 3; n++) expect(await readsAll((await ask()).client)).toBe(true);
  });
});
