import { describe, expect, it } from '@jest/globals';
import { eventually } from '@parley/testing';
import type { FastifyRequest } from 'fastify';
import { once } from 'node:events';
import { Socket, type AddressInfo } from 'node:net';
import { bringsFiles, makeHttpAdapter, prepareHttp, type Preparations } from './http.adapter.js';

const form = 'multipart/form-data; boundary=x';
const asked = (method: string, url: string, type: string | undefined, version?: string): boolean =>
  bringsFiles({ method, url, headers: { 'content-type': type, 'api-version': version } });

describe('bringsFiles', () => {
  it.each([
    ['POST', '/api/upload', form],
    ['POST', '/upload/file?x=1', 'Multipart/Form-Data;boundary=x'],
    ['POST', '/%75pload/file/', form],
    ['POST', '/users/me/avatar', form],
    ['PUT', '/api/upload/0123?token=x', 'application/json'],
    ['POST', '/api/upload/0123', undefined],
  ])('%s %s of %s', (method, url, type) => expect(asked(method, url, type)).toBe(true));

  it('by header version', () => expect(asked('POST', '/files/upload', form, '1')).toBe(true));

  it.each([
    ['POST', '/api/upload', 'application/json'],
    ['POST', '/v1/files/upload', 'application/x-www-form-urlencoded'],
    ['POST', '/upload/file', undefined],
    ['PATCH', '/api/upload/0123', 'application/json'],
    ['POST', '/api/dms', form],
  ])('no: what is read before anybody asks who sends it, %s %s of %s', (method, url, type) => expect(asked(method, url, type)).toBe(false));
});

describe('prepareHttp', () => {
  it('knows the address of a client who has hung up since', async () => {
    const adapter = makeHttpAdapter({ TRUSTED_PROXIES: [] } as unknown as Preparations['config']);
    const client = new Socket();
    const ips: unknown[] = [];
    const check = async (request: FastifyRequest): Promise<void> => {
      client.destroy();
      await once(request.raw.socket, 'close');
      ips.push(request.ip);
    };
    const none = { add: () => {}, methodsOf: () => [], allows: () => true, note: () => {}, isDraining: false };
    const parts = { routes: none, origins: none, limits: { check }, meter: none, health: none, config: { PUBLIC_URL: 'http://parley' } };
    await prepareHttp(adapter, parts as unknown as Preparations);
    const fastify = adapter.getInstance();
    fastify.post('/', () => 'taken');
    await fastify.listen({ port: 0, host: '127.0.0.1' });
    client.connect((fastify.server.address() as AddressInfo).port, '127.0.0.1');
    client.write('POST / HTTP/1.1\r\nHost: parley\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}');
    await eventually(() => expect(ips).toEqual(['127.0.0.1']), 5_000);
    await fastify.close();
  });
});
