// node bench/report.mjs FILE.jsonl …: the tables of runs that were kept, several as if they were one.
import { readFileSync } from 'node:fs';
import { markdownTables } from './table.mjs';

const records = process.argv.slice(2).flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line)),
);
console.log(markdownTables(records));
