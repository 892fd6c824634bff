import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isHttpsOnly, requireHttps } from './https-only.js';

const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://chat.example', TRUSTED_PROXIES: ['10.0.0.1'] } as const;

describe('A-00-09 HTTPS only in production', () => {
  it.each([
    [production, true],
    [{ ...production, NODE_ENV: 'development' as const }, false],
    [{ ...production, PUBLIC_URL: 'http://chat.example' }, false],
    [{ ...production, TRUSTED_PROXIES: [] }, false],
  ])('%j: %s', (deployment, expected) => {
    expect(isHttpsOnly(deployment)).toBe(expected);
  });

  let publicUrl: string;
  const server = Fastify({ trustProxy: ['127.0.0.1'] });
  beforeAll(async () => {
    server.addHook('onRequest', (request, reply, done) => {
      if (!requireHttps(publicUrl, request, reply)) done();
    });
    server.get('*', () => ({ ok: true }));
    await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => server.close());

  const ask = async (path: string, protocol: string, below = '') => {
    publicUrl = `https://chat.example${below}`;
    const headers = { host: 'evil.example', 'x-forwarded-proto': protocol, connection: 'close' };
    const [response] = (await once(get({ port: (server.server.address() as AddressInfo).port, path, headers }), 'response')) as [IncomingMessage];
    response.resume();
    return [response.statusCode, response.headers.location, response.headers['strict-transport-security']];
  };

  it('sends plain requests to the public address, whatever host they name', async () => {
    expect(await ask('/v1/users/me?x=1', 'http')).toEqual([308, 'https://chat.example/v1/users/me?x=1', undefined]);
    expect(await ask('//evil.example/x', 'http')).toEqual([308, 'https://chat.example//evil.example/x', undefined]);
  });

  it('keeps the path that a proxy serves the gateway below', async () => {
    for (const below of ['/parley', '/parley/'])
      expect(await ask('/v1/users/me', 'http', below)).toEqual([308, 'https://chat.example/parley/v1/users/me', undefined]);
  });

  it('answers those that came by TLS, and has browsers remember', async () => {
    expect(await ask('/v1/users/me', 'https')).toEqual([200, undefined, 'max-age=31536000; includeSubDomains']);
  });

  it.each(['/health', '/api/health', '/metrics'])('lets probes ask %s as they do', async (url) => {
    expect(await ask(url, 'http')).toEqual([200, undefined, expect.any(String)]);
  });
});
