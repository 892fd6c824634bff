// The load generator: a process of its own per measurement, forked by ../measure.mjs, so that no heap of an earlier one is in the figures.
import { setTimeout as sleep } from 'node:timers/promises';
import { measureConnect } from './connect.mjs';
import { measureDirect } from './direct.mjs';
import { measureIdle } from './idle.mjs';
import { ProcessMeter } from './process-meter.mjs';
import { measureRequest } from './request.mjs';
import { measureRoom } from './room.mjs';

/**
 * What the parent sends, as JSON.
 * @typedef {object} Order
 * @property {'direct' | 'room' | 'connect' | 'idle' | 'login' | 'me'} scenario
 * @property {object} load
 * @property {{ module: string, options: object }} client module under bench/clients; exports createClient
 * @property {import('./process-meter.mjs').Pids} pids
 * @property {string} holder name of the process that holds the sockets
 *
 * @typedef {{ client: import('./sessions.mjs').Client, meter: ProcessMeter, holder: string }} Assignment
 */

const scenarios = { direct: measureDirect, room: measureRoom, connect: measureConnect, idle: measureIdle, login: measureRequest, me: measureRequest };

/** @param {Order} order */
async function carryOut({ scenario, load, client: { module, options }, pids, holder }) {
  const { createClient } = await import(new URL(`../clients/${module}`, import.meta.url).href);
  const client = await createClient(options);
  const meter = new ProcessMeter(pids, () => process.send?.({ isMeasuring: true }));
  const { metrics, cpu, faults } = await scenarios[scenario]({ client, load, holder, meter });
  return { metrics, cpu, faults: { ...faults, ...client.faults } };
}

process.once('message', (/** @type {Order} */ order) => {
  carryOut(order)
    .then(
      (result) => ({ result }),
      (error) => ({ problem: String(error?.stack ?? error) }),
    )
    .then(async (answer) => {
      process.send?.(answer);
      await sleep(200);
      process.exit(0);
    });
});
