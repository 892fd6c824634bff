import { freePort } from '../../tools/infra/ports.mjs';
import { bareProcess } from './bare-process.mjs';
import { ensureDatabase } from './databases.mjs';
import { portTrouble } from './readiness.mjs';
import { pidsIn } from './target.mjs';

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
