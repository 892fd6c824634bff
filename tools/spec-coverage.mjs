// node tools/spec-coverage.mjs [--base=<git revision>]: which operations and events of the specifications no test names.
// tools/spec-not-built.json lists those that may be missing. It may only shrink: since the revision (HEAD), so that a
// branch is judged against where it started by --base=origin/main.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { idsNamed, judge } from './checks/coverage.mjs';
import { filesUnder } from './checks/files.mjs';
import { specIds } from './checks/spec-ids.mjs';
import { testTitles } from './checks/test-titles.mjs';

const root = path.resolve(import.meta.dirname, '..');
const listFile = 'tools/spec-not-built.json';
const given = process.argv.find((word) => word.startsWith('--base='))?.slice('--base='.length);
const base = given ?? 'HEAD';

const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', given ? 'inherit' : 'ignore'] });

/** The list at the revision; null where there is no list in it yet, or no repository. A revision that was asked for must exist. */
function committedList() {
  if (given) git('rev-parse', '--verify', `${given}^{commit}`);
  try {
    return JSON.parse(git('show', `${base}:${listFile}`));
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    return null;
  }
}

const ids = specIds(root);
const notBuilt = JSON.parse(readFileSync(path.join(root, listFile), 'utf8'));
const titles = filesUnder(root, 'apps/gateway/test', /-spec\.ts$/).flatMap((file) => testTitles(readFileSync(path.join(root, file), 'utf8')));
const before = committedList();
const { table, faults } = judge({ ids, tested: idsNamed(titles, new Set(Object.values(ids).flat())), notBuilt, before });

const total = table.reduce((sum, row) => ({ ids: sum.ids + row.ids, tested: sum.tested + row.tested, notBuilt: sum.notBuilt + row.notBuilt }));
const line = (dialect, all, tested, missing) => `${dialect.padEnd(12)}${[all, tested, missing].map((cell) => String(cell).padStart(10)).join('')}`;
console.log(line('dialect', 'ids', 'tested', 'not built'));
for (const row of [...table, { dialect: 'all', ...total }]) console.log(line(row.dialect, row.ids, row.tested, row.notBuilt));
if (before === null) console.log(`${listFile} is not in ${base}: nothing to compare the list with.`);
for (const fault of faults) console.error(`✗ ${fault}`);
if (faults.length > 0) process.exitCode = 1;
