import path from 'node:path';
import { parseArgs } from 'node:util';
import { streamReport } from '../cli/report.mjs';
import { catalogue } from './catalogue.mjs';
import { gatherCast } from './cast.mjs';
import { Victim } from './fleet.mjs';
import { isClean, Results, tableOf } from './results.mjs';
import { runFault } from './run-fault.mjs';

const usage = `npm run faults [-- options]
  --fault NAME    only this one, may be repeated (${catalogue.map(({ name }) => name).join(', ')})
  --short         the short selection, once
  --runs N        until each has N runs in the results file (1)
  --users N       (60)       --conversations N (30)
  --rate N        sends a second (30)
  --seconds N     of traffic around each fault (30)
  --table         only prints the table of the results so far`;

const options = {
  fault: { type: 'string', multiple: true },
  short: { type: 'boolean', default: false },
  runs: { type: 'string', default: '1' },
  users: { type: 'string', default: '60' },
  conversations: { type: 'string', default: '30' },
  rate: { type: 'string', default: '30' },
  seconds: { type: 'string', default: '30' },
  table: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

const say = ({ fault, acknowledged, unknown, windowSeconds, healSeconds, verdict, evidence }) => {
  const bad = Object.entries(verdict).filter(([, count]) => count > 0);
  const words = bad.length === 0 ? 'nothing lost, doubled, missed or out of order' : bad.map(([name, count]) => `${count} ${name}`).join(', ');
  return [
    `${fault}: ${acknowledged} acknowledged, ${unknown} unanswered, window ${windowSeconds} s, healed in ${healSeconds} s; ${words}`,
    ...evidence.map((line) => `    ${line}`),
  ].join('\n');
};

/** @returns {Promise<number>} exit code: 1 when a promise was broken */
export const runFaults = async (root) => {
  const { values } = parseArgs({ options });
  if (values.help) return (console.log(usage), 0);
  const results = new Results(path.join(root, '.parley', 'faults-results.jsonl'));
  if (values.table) return (console.log(tableOf(results.all(), catalogue)), 0);
  const number = (name) => Number(values[name]);
  const wanted = catalogue.filter(({ name, isShort }) => (values.fault ? values.fault.includes(name) : !values.short || isShort));
  const done = (fault) => (values.short || values.fault ? 0 : results.all().filter((result) => result.fault === fault.name).length);
  const todo = Array.from({ length: number('runs') }, (_, n) => wanted.filter((fault) => done(fault) <= n)).flat();

  const victim = await Victim.start({ root, report: streamReport(process.stdout) });
  const broken = [];
  try {
    for (const fault of todo) {
      const cast = await gatherCast({ urls: victim.urls, users: number('users'), conversations: number('conversations') });
      try {
        const result = await runFault({ fault, victim, cast, rate: number('rate'), seconds: number('seconds') });
        results.add(result);
        console.log(say(result));
        if (!isClean(result)) broken.push(fault.name);
      } finally {
        for (const person of cast.people) person.leave();
      }
    }
  } finally {
    await victim.stop();
  }
  console.log(broken.length === 0 ? `\n${todo.length} runs, every promise kept` : `\nbroken under: ${broken.join(', ')}`);
  return broken.length === 0 ? 0 : 1;
};
