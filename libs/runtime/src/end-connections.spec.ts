import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { Agent, createServer, get, type Server, type ServerResponse } from 'node:http';
import { endConnections } from './end-connections.js';
import { portOf } from './health-server.js';

describe('endConnections', () => {
  let server: Server;
  afterEach(() => server.closeAllConnections());

  it('lets what is under way be answered, and ends its connection then, however long it would have been kept alive', async () => {
    let answer: ServerResponse | undefined;
    server = createServer({ keepAliveTimeout: 60_000 }, (_request, response) => (answer = response));
    server.listen(0);
    await once(server, 'listening');
    const asked = get({ port: portOf(server), agent: new Agent({ keepAlive: true }) });
    await once(server, 'request');
    server.close();
    const ended = endConnections(server);
    answer?.end('done');
    const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
    response.resume();
    await expect(ended).resolves.toBeUndefined();
  });
});
