import { describe, expect, it } from '@jest/globals';
import { makeHttpAdapter } from '../../src/edge/http.adapter.js';
import { GatewayConfig } from '../../src/gateway.config.js';
import { addressOf } from '../../src/session/client.codec.js';

/** Whom the limits count, for a request from this machine that brings `forwarded`. */
const countedFor = async (trusted: readonly string[], forwarded: string): Promise<string> => {
  const fastify = makeHttpAdapter(Object.assign(new GatewayConfig(), { TRUSTED_PROXIES: trusted })).getInstance();
  fastify.get('/who', ({ ip }) => addressOf(ip));
  try {
    const address = await fastify.listen({ host: '127.0.0.1', port: 0 });
    return await (await fetch(`${address}/who`, { headers: { 'x-forwarded-for': forwarded } })).text();
  } finally {
    await fastify.close();
  }
};

describe('TRUSTED_PROXIES: whom X-Forwarded-For names', () => {
  it.each([
    ['nobody, where no proxy is trusted', [], '203.0.113.9', '127.0.0.1'],
    ['nobody, when a stranger brings it', ['10.0.0.1'], '203.0.113.9', '127.0.0.1'],
    ['whom a trusted proxy saw', ['127.0.0.1'], '203.0.113.9', '203.0.113.9'],
    ['not whom the client wrote in front', ['127.0.0.1', '10.0.0.7'], '198.51.100.1, 10.0.0.7, 203.0.113.9', '203.0.113.9'],
    ['the client behind two trusted proxies', ['127.0.0.1', '10.0.0.7'], '198.51.100.1, 203.0.113.9, 10.0.0.7', '203.0.113.9'],
    ['one client, whatever his port', ['127.0.0.1'], '203.0.113.9:50123', '203.0.113.9'],
  ])('%s', async (_, trusted, forwarded, counted) => expect(await countedFor(trusted, forwarded)).toBe(counted));
});
