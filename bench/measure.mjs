import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Problem } from '../tools/cli/problem.mjs';
import { busySeconds, canMeterProcesses } from './load/process-meter.mjs';
import { profileEach } from './profiler.mjs';
import { renewHolder } from './targets/target.mjs';

const loadGenerator = fileURLToPath(new URL('./load/main.mjs', import.meta.url));
const limitMs = 300_000;
/** A machine with less than this in use is quiet; more than this by others during a measurement spoils it. */
const quietCores = 0.25;
const mostTries = 2;

/**
 * @typedef {object} Job
 * @property {import('./plan.mjs').Measurement} measurement
 * @property {import('./targets/target.mjs').Target} target
 * @property {import('./targets/target.mjs').TargetClient} client
 * @property {number} repeat
 */

/**
 * Measures once the machine is quiet, and again when others were busy meanwhile; the less disturbed run counts.
 * @param {Job} job
 * @param {object} options
 * @param {AbortSignal} options.signal
 * @param {number} options.patienceSeconds
 * @param {((name: string) => string) | null} options.profileTo names the file for the profile of a process
 * @returns {Promise<import('./results.mjs').Measured>}
 * @throws {Problem} when the load generator fails
 */
export async function measure({ measurement, target, client, repeat }, { signal, patienceSeconds, profileTo }) {
  const { scenario, title, load, figure } = measurement;
  let best = null;
  for (let tries = 1; tries <= mostTries; tries++) {
    if (scenario === 'idle') await renewHolder(target);
    await untilQuiet(patienceSeconds, signal);
    const order = { scenario, load, client: { module: client.module, options: client.options }, pids: target.pids(), holder: target.holder };
    const onMeasuring = profileTo === null ? null : () => profileTarget(target, measurement, (name) => profileTo(`${client.protocol}, ${name}`));
    const result = await generate(order, { what: `${target.name}, ${scenario}, ${title}`, signal, onMeasuring });
    const foreign = result.cpu?.cores.foreign ?? 0;
    if (best === null || foreign < (best.cpu?.cores.foreign ?? 0)) best = { ...result, tries };
    if (foreign <= quietCores) break;
  }
  return { scenario, title, load, figure, target: target.name, protocol: client.protocol, repeat, ...best };
}

/**
 * @param {import('./load/main.mjs').Order} order
 * @param {{ what: string, signal: AbortSignal, onMeasuring: (() => Promise<void>) | null }} options
 * @returns {Promise<{ metrics: object, cpu: object | null, faults: object }>}
 */
async function generate(order, { what, signal, onMeasuring }) {
  const child = fork(loadGenerator, { signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]), killSignal: 'SIGKILL' });
  const answer = await new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (!('isMeasuring' in message)) resolve(message);
      else onMeasuring?.().catch(reject);
    });
    child.once('error', reject);
    child.once('exit', (code, killedBy) => reject(new Problem(`${what}: the load generator ended early (${killedBy ?? code}).`)));
    child.send(order);
  });
  if (answer.problem !== undefined) throw new Problem(`${what}: ${answer.problem}`);
  return answer.result;
}

/**
 * @param {import('./targets/target.mjs').Target} target
 * @param {import('./plan.mjs').Measurement} measurement
 * @param {(name: string) => string} profileTo
 */
async function profileTarget({ pids, profiled }, { scenario, title, load }, profileTo) {
  const processes = Object.entries(pids()).filter(([name]) => profiled.includes(name));
  const fileOf = (/** @type {string} */ name) => profileTo(`${scenario}, ${title}, ${name}`);
  const seconds = (load.seconds ?? 2) / 2 - 0.5;
  if (scenario !== 'idle') await profileEach(processes, { seconds, fileOf });
}

/**
 * @param {number} patienceSeconds
 * @param {AbortSignal} signal
 */
async function untilQuiet(patienceSeconds, signal) {
  if (!canMeterProcesses) return;
  const deadline = performance.now() + patienceSeconds * 1_000;
  let cores;
  do {
    const before = busySeconds();
    await sleep(1_000, undefined, { signal });
    cores = busySeconds() - before;
  } while (cores > quietCores && performance.now() < deadline);
}
