import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http, testInfra, type WsClient } from '@parley/testing';
import { Redis } from 'ioredis';
import { base64, listen, makeGroup, makePerson, sendText, type Person } from '../v1/v1.harness.js';

const hangMs = 4_000;

describe('fan-out with a Redis that does not answer', () => {
  const redis = new Redis(testInfra().redisUrl);
  let ann: Person;
  let ben: Person;
  let sockets: readonly [WsClient, WsClient];

  beforeAll(async () => {
    [ann, ben] = [await makePerson('ann'), await makePerson('ben')];
    sockets = [await listen(ben, 0), await listen(ben, 1)];
  });

  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await redis.quit();
  });

  it('brings messages to the sockets of both gateways, in order, and a new group into reach', async () => {
    const hang = Date.now() + hangMs;
    await redis.call('CLIENT', 'PAUSE', hangMs, 'ALL');
    const group = await makeGroup(ann, 'Climbers', [ben]);
    const texts = ['one', 'two', 'three'];
    for (const text of texts) await sendText(ann, group, text);
    for (const socket of sockets) {
      await eventually(() => {
        const heard = socket.heard('message_received').filter(({ conversation_id }) => conversation_id === group);
        expect(heard.map(({ message }) => message.content_encrypted)).toEqual(['Channel created', ...texts].map(base64));
      }, hangMs);
    }
    expect(Date.now()).toBeLessThan(hang);
    await eventually(async () => expect((await http('GET', '/api/health', {}, 0)).status).toBe(200), 20_000);
  }, 30_000);
});
