import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { eventually, testInfra } from '@parley/testing';
import { Redis } from 'ioredis';
import { RateLimiter } from '../../src/edge/rate-limiter.js';
import type { GatewayConfig } from '../../src/gateway.config.js';

const configOf = (redisUrl: string, scale: number, prefix: string): GatewayConfig =>
  ({ REDIS_URL: redisUrl, RATE_LIMIT_SCALE: scale, ROOMS_PREFIX: prefix }) as GatewayConfig;

describe('RateLimiter', () => {
  const prefix = `t${randomBytes(4).toString('hex')}`;
  let one: RateLimiter;
  let two: RateLimiter;

  beforeAll(async () => {
    [one, two] = [1, 2].map(() => new RateLimiter(configOf(testInfra().redisUrl, 1, prefix))) as [RateLimiter, RateLimiter];
    // Until Redis is connected a replica counts alone; both must see the other's count.
    await eventually(async () => {
      const bucket = randomBytes(4).toString('hex');
      await one.take(bucket, 10, 60);
      expect((await two.take(bucket, 10, 60)).remaining).toBe(8);
    }, 5_000);
  });

  afterAll(() => {
    one.onApplicationShutdown();
    two.onApplicationShutdown();
  });

  it('is one limit over replicas, exact under concurrency', async () => {
    const states = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? one : two).take('shared', 25, 60)));
    expect(states.filter(({ isAllowed }) => isAllowed)).toHaveLength(25);
    expect(Math.min(...states.map(({ remaining }) => remaining))).toBe(0);
    expect(states.every(({ limit, resetInMs }) => limit === 25 && resetInMs > 0 && resetInMs <= 60_000)).toBe(true);
  });

  it('counts what one dialect refuses against no limit over all of them (C76)', async () => {
    const states = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? one : two).takeMessage('ann', 'x:message:ann', 25, 60)));
    expect(states.filter(({ own }) => own.isAllowed)).toHaveLength(25);
    expect(states.every(({ own, overall }) => own.isAllowed === (overall !== null))).toBe(true);
    const { own, overall } = await one.takeMessage('ann', 'y:message:ann', 25, 60);
    expect([own.remaining, overall?.limit, overall?.remaining]).toEqual([24, 300, 274]);
  });

  it('asks Redis once for all requests of a moment', async () => {
    const sent = jest.spyOn(Redis.prototype, 'sendCommand');
    await Promise.all([...Array.from({ length: 30 }, (_, n) => one.takeMessage(`p${n}`, `x:p${n}`, 5, 60)), one.take('other', 5, 60)]);
    expect(sent).toHaveBeenCalledTimes(1);
    sent.mockRestore();
  });

  it('lets a bucket fill again after its window', async () => {
    expect((await one.take('short', 1, 1)).isAllowed).toBe(true);
    expect((await one.take('short', 1, 1)).isAllowed).toBe(false);
    await eventually(async () => expect((await one.take('short', 1, 1)).isAllowed).toBe(true), 5_000);
  });

  it('scales every limit', async () => {
    const scaled = new RateLimiter(configOf(testInfra().redisUrl, 3, prefix));
    expect((await scaled.take('scaled', 5, 60)).limit).toBe(15);
    scaled.onApplicationShutdown();
  });

  it('counts on its own while Redis is away: limits never fall open', async () => {
    const alone = new RateLimiter(configOf('redis://127.0.0.1:9', 1, prefix));
    const states = [];
    for (let n = 0; n < 7; n++) states.push(await alone.take('alone', 5, 60));
    expect(states.map(({ isAllowed }) => isAllowed)).toEqual([true, true, true, true, true, false, false]);
    alone.onApplicationShutdown();
  });

  it('waits for a Redis that is silent once, not at every request', async () => {
    const upstreams: Socket[] = [];
    const proxy = createServer((client) => {
      const upstream = connect({ host: new URL(testInfra().redisUrl).hostname, port: Number(new URL(testInfra().redisUrl).port || 6379) });
      upstreams.push(upstream);
      upstream.pipe(client).pipe(upstream);
      for (const socket of [client, upstream]) socket.on('error', () => {});
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const limiter = new RateLimiter(configOf(`redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`, 1, prefix));
    await eventually(async () => {
      const bucket = randomBytes(4).toString('hex');
      await limiter.take(bucket, 10, 60);
      expect((await one.take(bucket, 10, 60)).remaining).toBe(8);
    }, 5_000);

    for (const upstream of upstreams) upstream.pause();
    const sent = jest.spyOn(Redis.prototype, 'sendCommand');
    const states = [];
    for (let n = 0; n < 7; n++) states.push(await limiter.take('silent', 5, 60));
    expect(sent).toHaveBeenCalledTimes(1);
    sent.mockRestore();
    expect(states.map(({ isAllowed }) => isAllowed)).toEqual([true, true, true, true, true, false, false]);

    limiter.onApplicationShutdown();
    for (const upstream of upstreams) upstream.destroy();
    proxy.close();
  }, 15_000);
});
