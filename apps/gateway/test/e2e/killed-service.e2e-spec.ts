import { describe, expect, it } from '@jest/globals';
import { eventually, http } from '@parley/testing';
import { pidOf } from './fleet-process.harness.js';
import { Traffic } from './traffic.harness.js';

/** Two rounds of answers from every writer, so that the fault falls into the middle of traffic. */
const moreThan = (traffic: Traffic, count: number): Promise<void> =>
  eventually(() => expect(traffic.acknowledged.size).toBeGreaterThan(count), 20_000);

describe('kill -9 while people write', () => {
  it.each(['messaging', 'auth', 'user', 'notification', 'file', 'ai', 'call-signaling', 'gateway-1'])(
    '%s comes back, and no acknowledged message is missing, doubled or out of its writer’s order',
    async (name) => {
      const traffic = await Traffic.start(6);
      await moreThan(traffic, 50);
      const killed = await pidOf(name);
      process.kill(killed, 'SIGKILL');
      const before = traffic.acknowledged.size;
      await eventually(async () => expect(await pidOf(name)).not.toBe(killed), 20_000);
      await moreThan(traffic, before + 50);
      await traffic.stop();

      await eventually(async () => {
        for (const gateway of [0, 1]) expect((await http('GET', '/api/health', {}, gateway)).status).toBe(200);
      }, 20_000);
      const history = await traffic.history();
      expect(traffic.refused).toEqual([]);
      expect([...traffic.acknowledged.keys()].filter((text) => !history.includes(text))).toEqual([]);
      expect(history.filter((text, at) => history.indexOf(text) !== at)).toEqual([]);
      for (const writer of ['0', '1', '2', '3', '4', '5']) {
        const order = history.filter((text) => text.startsWith(`${writer}:`)).map((text) => Number(text.split(':')[1]));
        expect(order).toEqual(order.map((_, n) => n));
      }
    },
    60_000,
  );
});
