import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Results of all runs, one JSON line each, so that a long run can be interrupted and resumed. */
export class Results {
  constructor(file) {
    this.file = file;
    mkdirSync(path.dirname(file), { recursive: true });
  }

  add(result) {
    appendFileSync(this.file, `${JSON.stringify(result)}\n`);
  }

  /** @returns {import('./run-fault.mjs').Result[]} */
  all() {
    if (!existsSync(this.file)) return [];
    return readFileSync(this.file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
/** The middle one and the worst, as in `0.4 (1.2)`, of those that were measured: a run of an earlier version may lack some. */
const spread = (measured) => {
  const numbers = measured.filter(Number.isFinite);
  return numbers.length === 0 ? '–' : `${middle(numbers)} (${Math.max(...numbers)})`;
};

/** The table of docs/reliability.md: a row for each fault that was run, and a sum. */
export const tableOf = (results, catalogue) => {
  const verdicts = [...new Set(results.flatMap(({ verdict }) => Object.keys(verdict)))];
  const head = [
    'fault',
    'runs',
    'acknowledged',
    ...verdicts,
    'error window, s',
    'forgiven, s',
    'time to heal, s',
    'gap closed, s',
    'load per core',
    'at most',
  ];
  const rowOf = (title, runs) => [
    title,
    runs.length,
    sum(runs.map(({ acknowledged }) => acknowledged)),
    ...verdicts.map((name) => sum(runs.map(({ verdict }) => verdict[name] ?? 0))),
  ];
  const rows = catalogue.flatMap(({ name, does, windowSeconds }) => {
    const runs = results.filter(({ fault }) => fault === name);
    if (runs.length === 0) return [];
    return [
      [
        ...rowOf(does, runs),
        spread(runs.map((run) => run.windowSeconds)),
        windowSeconds,
        spread(runs.map((run) => run.healSeconds)),
        spread(runs.map((run) => run.gapSeconds)),
        spread(runs.map((run) => run.load)),
        figuresOf(runs),
      ],
    ];
  });
  const judged = results.filter(({ fault }) => catalogue.some(({ name }) => name === fault));
  return [head, head.map(() => '---'), ...rows, [...rowOf('in all', judged), '', '', '', '', '', '']]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
};

/** The worst of each figure that a fault measured. */
const figuresOf = (runs) => {
  const names = [...new Set(runs.flatMap(({ figures = {} }) => Object.keys(figures)))];
  return names.map((name) => `${name}: ${Math.max(...runs.map(({ figures }) => figures?.[name] ?? 0))}`).join('; ');
};

/** Whether a run kept every promise but those that are not judged. */
export const isClean = ({ verdict }, unjudged = []) => Object.entries(verdict).every(([name, count]) => count === 0 || unjudged.includes(name));
