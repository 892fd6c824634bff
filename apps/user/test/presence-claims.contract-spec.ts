import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId, type UserId } from '@parley/contracts';
import { testInfra } from '@parley/testing';
import { randomBytes } from 'node:crypto';
import { PresenceRepository } from '../src/presence/presence.repository.js';
import { PresenceRedis } from '../src/presence/redis.client.js';
import type { UserConfig } from '../src/user.config.js';

describe('users whose presence is to be looked at', () => {
  const config = { REDIS_URL: testInfra().redisUrl, NATS_PREFIX: `t${randomBytes(4).toString('hex')}.` } as UserConfig;
  const redis = new PresenceRedis(config);
  const presences = new PresenceRepository(redis);
  const asked = jest.spyOn(redis.client, 'eval');
  beforeAll(async () => void (await redis.client.ping()));
  afterAll(() => redis.onApplicationShutdown());

  it('are not asked for before the next is due, and at once when this replica changes something', async () => {
    const ada = newId<'user'>() as UserId;
    const look = async () => (await presences.claim(Date.now(), 10)).userIds;
    expect([await look(), await look(), asked.mock.calls.length]).toEqual([[], [], 1]);
    await presences.touch([ada], Date.now());
    expect(await look()).toEqual([ada]);
    // Claimed: due again only if nobody settles it.
    expect([await look(), await look(), asked.mock.calls.length]).toEqual([[], [], 3]);
  });
});
