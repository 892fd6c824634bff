import { Problem } from '../cli/problem.mjs';
import { storingServices } from '../database/schemas.mjs';

/** Every app, in the order in which they are listed. */
export const apps = [...storingServices, 'gateway'];

/** Which secrets apps get; all others, and all other apps, do without. */
export const secretsOf = new Map([
  ['auth', ['SERVER_KEY', 'JWT_PRIVATE_KEY']],
  ['user', ['SERVER_KEY']],
  ['notification', ['SERVER_KEY']],
]);

/**
 * One process. `port` is a gateway's public one; `root` is where its `dist` is when that is not the checkout's.
 * @typedef {{ name: string, app: string, port?: number, root?: string }} Instance
 */

/**
 * The processes to run, by GATEWAYS and REPLICAS. Gateways are always numbered, a service when it has replicas.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Instance[]}
 * @throws {Problem}
 */
export function instances(env) {
  const port = numberFrom(env, 'PORT', 8000, 65535);
  const replicas = replicasFrom(env.REPLICAS ?? '');
  const gateways = numberFrom(env, 'GATEWAYS', 1, Math.min(64, 65536 - port));
  return [
    ...storingServices.flatMap((app) => {
      const count = replicas.get(app) ?? 1;
      return count === 1 ? [{ name: app, app }] : range(count).map((number) => ({ name: `${app}-${number}`, app }));
    }),
    ...range(gateways).map((number) => ({ name: `gateway-${number}`, app: 'gateway', port: port + number - 1 })),
  ];
}

/** @param {number} count */
const range = (count) => Array.from({ length: count }, (_, index) => index + 1);

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {number} fallback
 * @param {number} highest
 */
function numberFrom(env, name, fallback, highest) {
  const value = Number(env[name] || fallback);
  if (Number.isInteger(value) && value >= 1 && value <= highest) return value;
  throw new Problem(`${name} must be a whole number from 1 to ${highest}; it is "${env[name]}".`);
}

/**
 * @param {string} text like messaging=2,notification=2
 * @returns {Map<string, number>}
 */
function replicasFrom(text) {
  const pairs = text.split(',').filter(Boolean);
  return new Map(
    pairs.map((pair) => {
      const [, app, count] = /^([a-z-]+)=([1-9]\d?)$/.exec(pair.trim()) ?? [];
      if (app && storingServices.includes(app)) return [app, Number(count)];
      const advice = app === 'gateway' ? 'gateways are counted by GATEWAYS' : `the services are ${storingServices.join(', ')}`;
      throw new Problem(`REPLICAS must look like messaging=2,notification=2; "${pair}" does not (${advice}).`);
    }),
  );
}
