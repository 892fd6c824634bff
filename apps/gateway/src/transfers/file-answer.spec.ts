import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError, type file } from '@parley/contracts';
import Fastify from 'fastify';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { FileAnswer } from './file-answer.js';
import { FileTransfers } from './file-transfers.js';

const bytes = 'the bytes';

describe('how long a file is kept', () => {
  const store = createServer(({ url }, response) => {
    if (url === '/whole') return void response.end(bytes);
    response.statusCode = url === '/gone' ? 404 : 503;
    response.end(JSON.stringify({ code: url === '/gone' ? 'FILE_NOT_FOUND' : 'SERVICE_UNAVAILABLE', details: {} }));
  });
  const server = Fastify();
  const answer = new FileAnswer(new FileTransfers());

  beforeAll(async () => {
    await once(store.listen(0, '127.0.0.1'), 'listening');
    const { port } = store.address() as AddressInfo;
    server.addHook('onRequest', (_request, reply, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });
    server.setErrorHandler((error, _request, reply) => reply.status(500).send(error instanceof AppError ? error.code : 'INTERNAL'));
    server.get('/:place', (request, reply) => {
      const opened = { transferUrl: `http://127.0.0.1:${port}${request.url}`, sha256: 'f00', mime: 'text/plain', name: 'a.txt', isInlineSafe: false };
      return answer.send(request, reply, opened as file.OpenedFile, { isAlwaysSaved: false, cacheControl: 'private, max-age=300' });
    });
    await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server.close();
    store.close();
  });

  const ask = async (url: string, headers: Readonly<Record<string, string>> = {}) => {
    const { port } = server.server.address() as AddressInfo;
    const heard = await fetch(`http://127.0.0.1:${port}${url}`, { headers: { ...headers, connection: 'close' } });
    return [heard.status, await heard.text(), heard.headers.get('cache-control'), heard.headers.get('etag')];
  };

  it('A-CB-17 says so of the bytes, and of those that the client has', async () => {
    expect(await ask('/whole')).toEqual([200, bytes, 'private, max-age=300', '"f00"']);
    expect(await ask('/whole', { 'if-none-match': '"f00"' })).toEqual([304, '', 'private, max-age=300', '"f00"']);
  });

  it.each([
    ['/gone', 'FILE_NOT_FOUND'],
    ['/away', 'SERVICE_UNAVAILABLE'],
  ])('A-CB-17 no browser keeps that %s could not be read', async (url, code) => {
    expect(await ask(url)).toEqual([500, code, 'no-store', null]);
  });
});
