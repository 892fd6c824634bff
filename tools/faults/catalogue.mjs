import { setTimeout as delay } from 'node:timers/promises';
import { apps } from '../fleet/services.mjs';
import { linksAndClients } from './faults/links-and-clients.mjs';
import { driveHerd } from './herd/herd.mjs';
import { storeFaults } from './store-faults.mjs';

/**
 * @typedef {object} Fault
 * @property {string} name
 * @property {string} does for the table
 * @property {number} windowSeconds the longest error window that is forgiven
 * @property {boolean} isShort part of the short selection
 * @property {boolean} [isElsewhere] sends, edits, reactions and reads are none of its business: not one may fail
 * @property {boolean} [isGradual] goes from process to process: what is forgiven is forgiven at each
 * @property {(victim: import('./fleet.mjs').Victim) => Promise<void>} [prepare] before there is traffic
 * @property {(victim: import('./fleet.mjs').Victim, scene: import('./scene.mjs').Scene) => Promise<Conclusion | void>} inject ends once what it broke is there again
 * @property {(scene: import('./scene.mjs').Scene, gapSeconds: number) => void} [examine] what else it had to show, once clients had time to find what they missed
 * @property {(victim: import('./fleet.mjs').Victim) => Promise<import('./run-fault.mjs').Result>} [drive] instead of `inject`: brings its own people and judges by itself
 * @property {(victim: import('./fleet.mjs').Victim) => Promise<void>} [restore] after the verdict, or when there is none
 *
 * What a fault finds out for itself once the traffic has ended: promises of its own that were broken, and figures.
 * @typedef {() => { broken: string[], figures: Record<string, number> } | Promise<{ broken: string[], figures: Record<string, number> }>} Conclusion
 */

const services = apps.filter((app) => app !== 'gateway' && app !== 'messaging');
const servers = ['postgres', 'nats', 'redis'];

/** @returns {Fault} */
const kill = (name, windowSeconds, isShort) => ({
  name: `kill ${name}`,
  does: `kill -9 of ${name}`,
  windowSeconds,
  isShort,
  isElsewhere: services.includes(name),
  inject: (victim) => victim.kill(name),
});

/** @returns {Fault} */
const freeze = (name, seconds, windowSeconds) => ({
  name: `freeze ${name}`,
  does: `SIGSTOP of ${name} for ${seconds} s`,
  windowSeconds,
  isShort: false,
  isElsewhere: services.includes(name),
  inject: (victim) => victim.freeze(name, seconds * 1_000),
});

/** @returns {Fault} */
const herd = (name, sockets) => ({
  name,
  does: `kill -9 of a gateway, with ${sockets.toLocaleString('en')} sockets on the two`,
  windowSeconds: 20,
  isShort: false,
  inject: () => Promise.resolve(),
  drive: (victim) => driveHerd(victim, { name, sockets }),
});

/** @type {readonly Fault[]} */
export const catalogue = [
  { name: 'none', does: 'nothing, for comparison', windowSeconds: 0, isShort: false, inject: () => delay(1_000) },
  ...services.map((name) => kill(name, 5, false)),
  kill('messaging-1', 2, true),
  kill('gateway-1', 2, true),
  herd('herd', 2_000),
  {
    name: 'kill gateways',
    does: 'kill -9 of both gateways',
    windowSeconds: 15,
    isShort: false,
    inject: async (victim) => void (await Promise.all([victim.kill('gateway-1'), victim.kill('gateway-2')])),
  },
  {
    name: 'kill messagings',
    does: 'kill -9 of both messaging replicas',
    windowSeconds: 5,
    isShort: false,
    inject: async (victim) => void (await Promise.all([victim.kill('messaging-1'), victim.kill('messaging-2')])),
  },
  ...servers.map((name) => kill(name, name === 'redis' ? 2 : 15, name !== 'redis')),
  ...services.map((name) => freeze(name, 10, 15)),
  freeze('messaging-1', 10, 15),
  freeze('gateway-1', 10, 15),
  freeze('postgres', 10, 25),
  freeze('nats', 20, 35),
  freeze('redis', 20, 35),
  {
    name: 'rolling restart',
    does: 'SIGTERM of every process, one after another',
    windowSeconds: 2,
    isGradual: true,
    isShort: false,
    inject: async (victim) => {
      for (const { name } of victim.parley.instances) {
        const pid = victim.pid(name);
        victim.signal(name, 'SIGTERM');
        await victim.until(() => victim.pid(name) !== pid, 40_000);
        await victim.healthy();
      }
    },
  },
  ...linksAndClients,
  ...storeFaults,
];
