import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './planted-tree.mjs';

const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

test('what starts servers takes the place of the shell that npm signals, and which would end alone', () => {
  for (const name of ['start', 'test', 'bench', 'faults']) assert.match(scripts[name], /^exec node /, name);
});
