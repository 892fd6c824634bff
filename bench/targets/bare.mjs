import { freePort } from '../../tools/infra/ports.mjs';
import { bareProcess } from './bare-process.mjs';
import { portTrouble } from './readiness.mjs';
import { pidsIn } from './target.mjs';

/**
 * Starts what a request is made of and nothing more: bcrypt at our cost for a log-in, and a Nest handler with one NATS round trip
 * for a profile.
 * @param {import('../bench.mjs').Surroundings} surroundings
 * @returns {Promise<import('./target.mjs').Target>}
 */
export async function startBare({ site, urls }) {
  const [bcrypt, handler] = [await freePort(), await freePort()];
  await site.services.start(bareProcess('bare-profile', { NATS_URL: urls.nats }));
  await site.services.start(bareProcess('bare-handler', { NATS_URL: urls.nats, PORT: String(handler) }));
  await site.services.start(bareProcess('bare-bcrypt', { PORT: String(bcrypt) }));
  const client = (/** @type {'login' | 'me'} */ kind, /** @type {string} */ protocol, /** @type {number} */ port) => ({
    ...{ protocol, scenarios: [kind], module: 'http-requests.mjs' },
    options: { url: `http://127.0.0.1:${port}`, kind, isBare: true },
  });
  return {
    name: 'bare',
    clients: [client('login', 'bcrypt', bcrypt), client('me', 'Nest, NATS', handler)],
    profiled: [],
    holder: 'bare-handler',
    trouble: () => portTrouble(handler),
    pids: () => pidsIn(site.path, ['bare-bcrypt', 'bare-handler', 'bare-profile', 'nats']),
  };
}
