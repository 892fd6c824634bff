// node bench/profile-table.mjs FILE.cpuprofile [rows]: where a process spent its time, by function and by package.
import { readFileSync } from 'node:fs';

const [file, rows = '30'] = process.argv.slice(2);
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8'));

const byId = new Map(nodes.map((node) => [node.id, node]));
const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));

const selfTime = new Map();
samples.forEach((id, index) => add(selfTime, id, timeDeltas[index]));

const idle = sum([...selfTime].filter(([id]) => nameOf(byId.get(id)).startsWith('(idle)')));
const busy = sum([...selfTime]) - idle;

const self = new Map();
const inclusive = new Map();
const packages = new Map();
for (const [id, micros] of selfTime) {
  const node = byId.get(id);
  if (nameOf(node).startsWith('(idle)')) continue;
  add(self, nameOf(node), micros);
  add(packages, packageOf(node), micros);
  for (const name of new Set(ancestors(id).map(nameOf))) add(inclusive, name, micros);
}

console.log(`busy ${(busy / 1_000).toFixed(0)} ms, idle ${(idle / 1_000).toFixed(0)} ms; shares are of the busy time`);
for (const [title, times] of Object.entries({ self, 'self, by package': packages, inclusive })) {
  console.log(`\n${title}`);
  for (const [name, micros] of [...times].sort((a, b) => b[1] - a[1]).slice(0, Number(rows))) {
    console.log(`${((100 * micros) / busy).toFixed(1).padStart(6)} %  ${name}`);
  }
}

function add(times, key, micros) {
  times.set(key, (times.get(key) ?? 0) + micros);
}

function sum(entries) {
  return entries.reduce((total, [, micros]) => total + micros, 0);
}

function ancestors(id) {
  const path = [];
  for (let next = id; next !== undefined; next = parents.get(next)) path.push(byId.get(next));
  return path;
}

function nameOf({ callFrame: { functionName, url, lineNumber } }) {
  return `${functionName || '(anonymous)'} ${url.replace(/.*\/(node_modules|dist)\//, '')}${url === '' ? '' : `:${lineNumber + 1}`}`;
}

function packageOf({ callFrame: { functionName, url } }) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? /dist\/((?:apps|libs)\/[^/]+)/.exec(url);
  return found?.[1] ?? (url === '' ? functionName : 'node');
}
