import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../tools/cli/problem.mjs';

const renewMs = 60_000;

/**
 * A server to measure, up and running.
 * @typedef {object} Target
 * @property {string} name
 * @property {TargetClient[]} clients
 * @property {string[]} profiled names, in `pids`, of the Node processes worth a profile
 * @property {string} holder name, in `pids`, of the process that holds the sockets
 * @property {() => import('../load/process-meter.mjs').Pids} pids of now: supervised processes may come back under another id
 * @property {(() => Promise<string | null>) | null} trouble why clients cannot be served now, or null; absent where it is not ours to restart
 *
 * @typedef {object} TargetClient a way to talk to it
 * @property {string} protocol
 * @property {string[]} scenarios it is measured in
 * @property {string} module under bench/clients
 * @property {object} options of the module's createClient
 */

/**
 * The processes that a run folder names.
 * @param {string} dataDir
 * @param {string[]} names
 * @returns {import('../load/process-meter.mjs').Pids}
 */
export const pidsIn = (dataDir, names) =>
  Object.fromEntries(
    names.flatMap((name) => {
      try {
        return [[name, Number(readFileSync(path.join(dataDir, 'run', `${name}.pid`), 'utf8'))]];
      } catch {
        return [];
      }
    }),
  );

/**
 * Gives a target a new process to hold its sockets: the heap of one that was busy says nothing about what sockets need.
 * @param {Target} target
 * @throws {Problem}
 */
export async function renewHolder({ name, holder, pids, trouble }) {
  if (trouble === null) return;
  const old = pids()[holder];
  process.kill(old, 'SIGTERM');
  const deadline = performance.now() + renewMs;
  while (performance.now() < deadline) {
    await sleep(100);
    const pid = pids()[holder];
    if (pid !== undefined && pid !== old && (await trouble()) === null) return;
  }
  throw new Problem(`${name} did not come back within ${renewMs / 1_000} s.`);
}
