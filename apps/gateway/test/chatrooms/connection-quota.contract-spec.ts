import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { newId, type UserId } from '@parley/contracts';
import { eventually, testInfra, uniqueName } from '@parley/testing';
import { Redis } from 'ioredis';
import type { GatewayConfig } from '../../src/gateway.config.js';
import { ConnectionQuota } from '../../src/realtime/connection-quota.js';

describe('ConnectionQuota', () => {
  const prefix = uniqueName('quota');
  let quotas: ConnectionQuota[] = [];

  const replica = (redisUrl: string): ConnectionQuota => {
    const quota = new ConnectionQuota({ REDIS_URL: redisUrl, ROOMS_PREFIX: prefix } as GatewayConfig);
    quotas.push(quota);
    return quota;
  };

  afterEach(() => {
    for (const quota of quotas) quota.onApplicationShutdown();
    quotas = [];
  });

  it('counts over replicas, per user and dialect, and gives a place back', async () => {
    const [one, other, user] = [replica(testInfra().redisUrl), replica(testInfra().redisUrl), newId<'user'>()];
    const taken = [await one.take('chatrooms', user, 'a', 2), await other.take('chatrooms', user, 'b', 2)];
    expect(taken).toEqual([true, true]);
    expect(await other.take('chatrooms', user, 'c', 2)).toBe(false);
    expect(await other.take('chatrooms', newId<'user'>(), 'd', 2)).toBe(true);
    expect(await other.take('v1', user, 'e', 2)).toBe(true);
    one.release('a');
    await eventually(async () => expect(await other.take('chatrooms', user, 'c', 2)).toBe(true), 2_000);
  });

  it('lets only as many in as there are places when all come at once', async () => {
    const [one, other, user] = [replica(testInfra().redisUrl), replica(testInfra().redisUrl), newId<'user'>()];
    const taken = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : other).take('chatrooms', user, `s${n}`, 5)));
    expect(taken.filter(Boolean)).toHaveLength(5);
  });

  it('frees the places of a replica that died, and renews those of one that lives', async () => {
    const [quota, user, redis] = [replica(testInfra().redisUrl), newId<'user'>(), new Redis(testInfra().redisUrl)];
    const key = `${prefix}sockets:chatrooms:${user}`;
    // What a killed replica leaves behind: a lease that has run out.
    await redis.zadd(key, Date.now() - 1, 'of-the-dead');
    expect(await quota.take('chatrooms', user, 'a', 1)).toBe(true);
    expect(await redis.zrange(key, '0', '-1')).toEqual(['a']);
    const lease = Number(await redis.zscore(key, 'a'));
    jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] });
    quota.onApplicationBootstrap();
    jest.advanceTimersByTime(5_000);
    jest.useRealTimers();
    await eventually(async () => expect(Number(await redis.zscore(key, 'a'))).toBeGreaterThan(lease), 2_000);
    redis.disconnect();
  });

  it('counts its own while Redis is away', async () => {
    const [quota, user]: [ConnectionQuota, UserId] = [replica('redis://127.0.0.1:1'), newId<'user'>()];
    expect([await quota.take('chatrooms', user, 'a', 1), await quota.take('chatrooms', user, 'b', 1)]).toEqual([true, false]);
    quota.release('a');
    expect(await quota.take('chatrooms', user, 'c', 1)).toBe(true);
  });
});
