import path from 'node:path';
import { describeProblem } from '../tools/cli/problem.mjs';
import { streamReport } from '../tools/cli/report.mjs';
import { Site } from '../tools/infra/site.mjs';
import { timings } from '../tools/infra/timings.mjs';
import { measureColdStart } from './cold-start.mjs';
import { figureText } from './figures.mjs';
import { canMeterProcesses } from './load/process-meter.mjs';
import { measure } from './measure.mjs';
import { readOptions, usage } from './options.mjs';
import { planOf } from './plan.mjs';
import { Results } from './results.mjs';
import { markdownTables } from './table.mjs';
import { startBare } from './targets/bare.mjs';
import { startComposed } from './targets/composed.mjs';
import { startEjabberd } from './targets/ejabberd.mjs';
import { givenParley, startParley } from './targets/parley.mjs';

/**
 * What targets are started with.
 * @typedef {object} Surroundings
 * @property {string} root the checkout
 * @property {Site} site of the servers that all targets share, and of the peers
 * @property {import('../tools/infra/provision.mjs').Urls} urls
 * @property {NodeJS.ProcessEnv} env
 * @property {import('../tools/cli/report.mjs').Report} report
 * @property {(close: () => Promise<void>) => void} onClose notes what has to be closed before the site
 */

/**
 * @param {{ root: string, args: string[] }} invocation
 * @returns {Promise<number>} the exit code: 130 when interrupted
 */
export async function runBench({ root, args }) {
  const report = streamReport(process.stdout);
  /** @type {(() => Promise<void>)[]} */
  const closers = [];
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => interrupted.abort());
  try {
    const options = readOptions(args);
    if (options.help) report.line(usage);
    else await carryOut({ root, options, report, signal: interrupted.signal, onClose: (close) => closers.unshift(close) });
    return 0;
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    report.line(`\n${describeProblem(error, process.env)}`);
    return 1;
  } finally {
    for (const close of closers) await close();
  }
}

/**
 * @param {{ root: string, options: import('./options.mjs').Options, report: import('../tools/cli/report.mjs').Report,
 *   signal: AbortSignal, onClose: Surroundings['onClose'] }} session
 */
async function carryOut({ root, options, report, signal, onClose }) {
  const benchDir = path.join(root, '.parley', 'bench');
  const plan = planOf(options);
  const results = new Results(path.join(root, 'bench', 'results'));
  const loads = plan.filter(({ scenario }) => scenario !== 'cold');
  if (loads.length > 0) {
    const targets = await startTargets({ root, options, report, benchDir, onClose });
    const jobs = jobsOf(loads, targets, options.repeats);
    const profileTo = options.profile ? (/** @type {string} */ name) => results.besides(name, 'cpuprofile') : null;
    for (const [index, job] of jobs.entries()) {
      signal.throwIfAborted();
      const record = await measure(job, { signal, patienceSeconds: options.patienceSeconds, profileTo });
      results.add(record);
      report.line(`  ${String(index + 1).padStart(3)}/${jobs.length}  ${figureText(record)}`);
    }
  }
  if (plan.length > loads.length && options.url === null) {
    for (let repeat = 1; repeat <= options.repeats; repeat++) {
      signal.throwIfAborted();
      const records = await measureColdStart({ root, dataDir: path.join(benchDir, 'cold'), repeat, signal });
      for (const record of records) report.line(`  ${figureText(results.add(record))}`);
    }
  }
  report.line(`\n${markdownTables(results.records)}\n\nKept in ${path.relative(process.cwd(), results.file)}`);
}

/**
 * @param {{ root: string, options: import('./options.mjs').Options, report: import('../tools/cli/report.mjs').Report,
 *   benchDir: string, onClose: Surroundings['onClose'] }} session
 * @returns {Promise<import('./targets/target.mjs').Target[]>}
 */
async function startTargets({ root, options, report, benchDir, onClose }) {
  const env = { ...process.env, PARLEY_VENDOR: process.env.PARLEY_VENDOR ?? path.join(root, '.parley', 'vendor') };
  const given = options.url === null ? [] : [givenParley({ url: options.url, dataDir: options.dataDir, benchDir })];
  const starts = [
    ...(options.url === null && options.targets.includes('parley') ? [startParley] : []),
    ...(options.targets.includes('composed') ? [startComposed] : []),
    ...(options.targets.includes('bare') ? [startBare] : []),
    ...(options.targets.includes('ejabberd') ? [startEjabberd] : []),
  ];
  if (starts.length === 0) return given;
  const site = new Site(path.join(benchDir, 'servers'), { report, timings });
  onClose(() => site.close());
  await site.endOrphans();
  const urls = await site.provision(env);
  const targets = given;
  for (const start of starts) {
    const target = await start({ root, site, urls, env, report, onClose });
    if (typeof target === 'string') report.line(`  ${target}`);
    else targets.push(target);
  }
  return targets;
}

/**
 * Every measurement of every target, side by side, then all once more: what changes on the machine meanwhile hits all alike.
 * @param {import('./plan.mjs').Measurement[]} plan
 * @param {import('./targets/target.mjs').Target[]} targets
 * @param {number} repeats
 * @returns {import('./measure.mjs').Job[]}
 */
const jobsOf = (plan, targets, repeats) =>
  Array.from({ length: repeats }, (_, index) => index + 1).flatMap((repeat) =>
    plan.flatMap((measurement) =>
      targets.flatMap((target) =>
        target.clients
          .filter(({ scenarios }) => scenarios.includes(measurement.scenario) && (measurement.scenario !== 'idle' || knowsHolder(target)))
          .map((client) => ({ measurement, target, client, repeat })),
      ),
    ),
  );

/**
 * Whether the memory of the process that holds the sockets can be read: it needs Linux, and of a given Parley its data folder.
 * @param {import('./targets/target.mjs').Target} target
 */
const knowsHolder = ({ pids, holder }) => canMeterProcesses && pids()[holder] !== undefined;
