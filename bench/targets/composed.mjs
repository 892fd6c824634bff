import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/infra/ports.mjs';
import { ensureDatabase } from './databases.mjs';
import { pageTrouble, portTrouble } from './readiness.mjs';
import { pidsIn } from './target.mjs';

const limits = fileURLToPath(new URL('../limits/', import.meta.url));

/**
 * Starts our own pipeline made of bare parts: what a framework, rules and five dialects can at best come near to.
 * @param {import('../bench.mjs').Surroundings} surroundings
 * @returns {Promise<import('./target.mjs').Target>}
 */
export async function startComposed({ site, urls }) {
  const database = await ensureDatabase(urls.postgres, 'bench_composed');
  const port = await freePort();
  await site.services.start(bareProcess('composed-messaging', { NATS_URL: urls.nats, DATABASE_URL: database }));
  await site.services.start(bareProcess('composed-gateway', { NATS_URL: urls.nats, PORT: String(port) }));
  return {
    name: 'composed',
    clients: [
      {
        protocol: 'Socket.IO',
        scenarios: ['direct', 'room', 'connect', 'idle'],
        module: 'composed.mjs',
        options: { url: `http://127.0.0.1:${port}` },
      },
    ],
    profiled: ['composed-gateway', 'composed-messaging'],
    holder: 'composed-gateway',
    trouble: () => portTrouble(port),
    pids: () => pidsIn(site.path, ['composed-gateway', 'composed-messaging', 'postgres', 'nats']),
  };
}

/**
 * @param {string} name of the program, and of the process
 * @param {NodeJS.ProcessEnv} variables
 * @returns {import('../../tools/infra/supervised-process.mjs').ProcessSpec}
 */
const bareProcess = (name, variables) => ({
  name,
  signal: 'SIGTERM',
  force: 'SIGKILL',
  async command() {
    const readyPort = await freePort();
    return {
      file: process.execPath,
      args: [path.join(limits, `${name}.mjs`)],
      env: { ...process.env, ...variables, READY_PORT: String(readyPort) },
      cwd: limits,
      notReady: () => pageTrouble(`http://127.0.0.1:${readyPort}/`),
    };
  },
});
