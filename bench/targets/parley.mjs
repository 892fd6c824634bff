import path from 'node:path';
import { Parley } from '../../tools/fleet/parley.mjs';
import { apps } from '../../tools/fleet/services.mjs';
import { freePort } from '../../tools/infra/ports.mjs';
import { timings } from '../../tools/infra/timings.mjs';
import { portTrouble } from './readiness.mjs';
import { pidsIn } from './target.mjs';

/** The processes whose CPU is shown one by one. */
const gateway = 'gateway-1';
const shown = [gateway, ...apps.filter((app) => app !== 'gateway')];

/**
 * Starts a Parley of its own beside the peers: one gateway, every service once, on the same servers, with no limits on rates.
 * @param {import('../bench.mjs').Surroundings} surroundings
 * @returns {Promise<import('./target.mjs').Target>}
 */
export async function startParley({ site, urls, env, root, report, onClose }) {
  const dataDir = path.join(path.dirname(site.path), 'fleet');
  const port = await freePort();
  const settings = {
    PARLEY_DATA: dataDir,
    PARLEY_DATABASE: 'bench_parley',
    PORT: String(port),
    GATEWAYS: '1',
    REPLICAS: undefined,
    // Limits are counted, and out of reach of one user's lanes.
    RATE_LIMIT_SCALE: '20000',
    LOG_LEVEL: env.LOG_LEVEL ?? 'warn',
    POSTGRES_URL: urls.postgres,
    NATS_URL: urls.nats,
    REDIS_URL: urls.redis,
  };
  const parley = new Parley({ root, env: { ...env, ...settings }, report, timings });
  onClose(() => parley.stop());
  await parley.start();
  return parleyAt({
    url: `http://127.0.0.1:${port}`,
    accounts: path.join(dataDir, 'bench-accounts.json'),
    trouble: () => portTrouble(port),
    pids: () => ({ ...pidsIn(dataDir, shown), ...pidsIn(site.path, ['postgres', 'nats', 'redis']) }),
  });
}

/**
 * A Parley that runs already. Without its data folder its processes are unknown, and so is their memory.
 * @param {{ url: string, dataDir: string | null, benchDir: string }} options `dataDir` is that of `npm start`
 * @returns {import('./target.mjs').Target}
 */
export const givenParley = ({ url, dataDir, benchDir }) =>
  parleyAt({
    url,
    accounts: path.join(benchDir, `accounts-${new URL(url).host.replace(':', '-')}.json`),
    trouble: null,
    pids: () => (dataDir === null ? {} : pidsIn(dataDir, [...shown, 'postgres', 'nats', 'redis'])),
  });

/**
 * @param {{ url: string, accounts: string, pids: import('./target.mjs').Target['pids'],
 *   trouble: import('./target.mjs').Target['trouble'] }} options
 * @returns {import('./target.mjs').Target}
 */
const parleyAt = ({ url, accounts, pids, trouble }) => ({
  name: 'parley',
  clients: [
    { protocol: 'Socket.IO, Reals2Chat', scenarios: ['direct', 'connect', 'idle'], module: 'reals2chat.mjs', options: { url, accounts } },
    { protocol: 'ws, chatrooms', scenarios: ['room', 'connect', 'idle'], module: 'chatrooms.mjs', options: { url, accounts } },
    { protocol: 'ws, ConnectBest', scenarios: ['connect', 'idle'], module: 'connectbest.mjs', options: { url, accounts } },
    { protocol: 'chatrooms', scenarios: ['login'], module: 'http-requests.mjs', options: { url, kind: 'login', isBare: false } },
    { protocol: 'V1', scenarios: ['me'], module: 'http-requests.mjs', options: { url, kind: 'me', isBare: false } },
  ],
  profiled: [gateway, 'messaging'],
  holder: gateway,
  pids,
  trouble,
});
