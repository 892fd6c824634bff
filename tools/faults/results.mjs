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

const total = (runs, of) => runs.reduce((sum, run) => sum + of(run), 0);
const most = (runs, of) => Math.max(...runs.map(of));

/** A table for docs/reliability.md: a row for each fault. */
export const tableOf = (results, catalogue) => {
  const verdicts = Object.keys(results[0]?.verdict ?? {});
  const head = ['fault', 'runs', 'acknowledged', ...verdicts, 'error window, s', 'time to heal, s'];
  const rows = catalogue.flatMap(({ name, does }) => {
    const runs = results.filter(({ fault }) => fault === name);
    if (runs.length === 0) return [];
    const counts = verdicts.map((verdict) => total(runs, (run) => run.verdict[verdict]));
    return [
      [
        does,
        runs.length,
        total(runs, (run) => run.acknowledged),
        ...counts,
        most(runs, (run) => run.windowSeconds),
        most(runs, (run) => run.healSeconds),
      ],
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};

/** Whether a run kept every promise. */
export const isClean = ({ verdict }) => Object.values(verdict).every((count) => count === 0);
