import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Health } from '@parley/runtime';
import { EventStream, NatsLink, RpcClient } from '@parley/transport';
import type { TestBus } from '@parley/testing';
import { shout, startEcho } from './echo.harness.js';

describe('the connection for the stream', () => {
  let bus: TestBus;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ bus, close } = await startEcho());
  });
  afterAll(() => close());

  it('is one of its own: calls are answered while nothing can be said to JetStream', async () => {
    const link = new NatsLink(bus.options, new Health());
    const [stream, client] = [new EventStream(link, bus.options), new RpcClient(link, bus.options)];
    await link.open();
    await stream.ensure('echo');
    await (await link.openEvents()).close();
    await expect(stream.publish('echo.word.said.v1', ['one'], ['{}'])).rejects.toThrow();
    expect(await client.call(shout, { word: 'alive' })).toBe('ALIVE');
    await link.onApplicationShutdown();
  });
});
