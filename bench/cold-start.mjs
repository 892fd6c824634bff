import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { Problem } from '../tools/cli/problem.mjs';
import { freePort } from '../tools/infra/ports.mjs';
import { rounded } from './load/samples.mjs';

/** These would make it use servers that run already. */
const serverVariables = ['POSTGRES_URL', 'NATS_URL', 'REDIS_URL', 'PARLEY_DATABASE', 'GATEWAYS', 'REPLICAS'];

/**
 * `npm start` in an empty data folder until every service is ready, then in the folder that this left. Packages and build are
 * there already: what they take depends on the network.
 * @param {{ root: string, dataDir: string, repeat: number, signal: AbortSignal }} options `dataDir` is deleted first
 * @returns {Promise<import('./results.mjs').Measured[]>}
 */
export async function measureColdStart({ root, dataDir, repeat, signal }) {
  rmSync(dataDir, { recursive: true, force: true });
  const records = [];
  for (const title of ['empty data folder', 'second start']) {
    const metrics = await startOnce({ root, dataDir, signal });
    records.push({
      scenario: 'cold',
      title,
      load: {},
      figure: 'seconds',
      target: 'parley',
      protocol: 'npm start',
      repeat,
      metrics,
      cpu: null,
      faults: {},
    });
  }
  return /** @type {import('./results.mjs').Measured[]} */ (records);
}

/** @param {{ root: string, dataDir: string, signal: AbortSignal }} options */
async function startOnce({ root, dataDir, signal }) {
  const port = await freePort();
  const inherited = Object.entries(process.env).filter(([name]) => !serverVariables.includes(name));
  const begin = performance.now();
  const child = spawn(process.execPath, ['tools/start.mjs'], {
    cwd: root,
    env: { ...Object.fromEntries(inherited), PARLEY_DATA: dataDir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
    killSignal: 'SIGTERM',
  });
  child.on('error', () => {}); // an abort; the exit tells
  const ended = once(child, 'exit');
  await Promise.race([ready(child), ended]);
  if (child.exitCode !== null) throw new Problem(`npm start ended with ${child.exitCode} before it was ready.`);
  const seconds = rounded((performance.now() - begin) / 1_000, 2);
  const stopping = performance.now();
  child.kill('SIGTERM');
  await ended;
  return { seconds, stopSeconds: rounded((performance.now() - stopping) / 1_000, 2) };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>} when it has said that it is ready
 */
const ready = (child) =>
  new Promise((resolve) => {
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('Parley is ready')) resolve();
    });
  });
