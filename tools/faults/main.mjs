import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { catalogue } from './catalogue.mjs';
import { runPlants } from './planted.mjs';
import { isClean, Results, tableOf } from './results.mjs';
import { runFaults } from './run-fault.mjs';
import { Stage } from './stage.mjs';

const usage = `npm run faults [-- options]
  --fault NAME    only this one, may be repeated (${catalogue.map(({ name }) => name).join(', ')})
  --short         the short selection, one after the other under one traffic; not kept, and lateness is only told
  --runs N        until each has N runs in the results file (1)
  --users N       (60)       --conversations N (30)
  --rate N        sends a second (30)
  --seconds N     of traffic around each fault (20)
  --planted       instead: shows that each bug planted in a copy of the build is caught
  --table         only prints the table of the results so far`;

const options = {
  fault: { type: 'string', multiple: true },
  short: { type: 'boolean', default: false },
  runs: { type: 'string', default: '1' },
  users: { type: 'string', default: '60' },
  conversations: { type: 'string', default: '30' },
  rate: { type: 'string', default: '30' },
  seconds: { type: 'string', default: '20' },
  planted: { type: 'boolean', default: false },
  table: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

const say = ({ fault, acknowledged, unknown, windowSeconds, healSeconds, gapSeconds, figures, tookSeconds, uneasy, load, verdict, evidence }) => {
  const bad = Object.entries(verdict).filter(([, count]) => count > 0);
  const words = bad.length === 0 ? 'every promise kept' : bad.map(([name, count]) => `${count} ${name}`).join(', ');
  return [
    `${fault}: ${acknowledged} acknowledged, ${unknown} unanswered, window ${windowSeconds} s, healed in ${healSeconds} s, gap closed in ${gapSeconds} s, took ${tookSeconds} s, ${uneasy} uneasy, load ${load}; ${words}`,
    ...Object.entries(figures).map(([name, value]) => `    ${name}: ${value}`),
    ...evidence.map((line) => `    ${line}`),
  ].join('\n');
};

/** What is judged: the commit, with a plus where files differ from it. */
const commitOf = (root) => {
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+');
  } catch {
    return null;
  }
};

/** Each entry is what is done under one traffic. */
const planOf = ({ short, fault, runs }, results) => {
  if (short) return [catalogue.filter(({ isShort }) => isShort)];
  const wanted = catalogue.filter(({ name }) => fault === undefined || fault.includes(name));
  const done = (name) => results.all().filter((result) => result.fault === name).length;
  return Array.from({ length: Number(runs) }, (_, n) => wanted.filter(({ name }) => done(name) <= n))
    .flat()
    .map((one) => [one]);
};

/** @returns {Promise<number>} exit code: 1 when a promise was broken */
export const main = async (root) => {
  const { values } = parseArgs({ options });
  if (values.help) return (console.log(usage), 0);
  if (values.planted) return runPlants(root);
  const results = new Results(path.join(root, '.parley', 'faults-results.jsonl'));
  if (values.table) return (console.log(tableOf(results.all(), catalogue)), 0);
  const [users, conversations, rate, seconds] = [values.users, values.conversations, values.rate, values.seconds].map(Number);
  const plan = planOf(values, results);
  const commit = commitOf(root);

  const stage = new Stage(root, { users, conversations });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void stage.clear().finally(() => process.exit(130)));
  const broken = [];
  try {
    for (const faults of plan) {
      try {
        const [{ drive }] = faults;
        const result = await (drive ? stage.alone(drive) : stage.run((victim, cast) => runFaults({ faults, victim, cast, rate, seconds })));
        if (!values.short) results.add({ ...result, commit });
        console.log(say(result));
        if (!isClean(result, values.short ? ['late'] : [])) broken.push(result.fault);
      } catch (error) {
        // Says nothing about the fault; the next run has a fleet of its own.
        console.log(`${faults.map(({ name }) => name).join(' + ')}: could not be judged: ${error.stack}`);
        broken.push(faults[0].name);
        await stage.clear();
      }
    }
  } finally {
    await stage.clear();
  }
  console.log(broken.length === 0 ? `\n${plan.length} runs, every promise kept` : `\nbroken under: ${broken.join(', ')}`);
  return broken.length === 0 ? 0 : 1;
};
