// The rules of .dependency-cruiser.cjs, each seen catching a planted violation: a rule that matches nothing is green for ever.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import test, { describe } from 'node:test';
import { filesUnder } from './checks/files.mjs';
import { plantTree, root } from './checks/planted-tree.mjs';

/** The least a tree needs for its aliases to resolve. */
const sound = {
  'libs/contracts/src/index.ts': `import 'reflect-metadata';\nexport const contract = 1;\n`,
  'libs/runtime/src/index.ts': 'export const run = 1;\n',
  'libs/transport/src/index.ts': `import { contract } from '@parley/contracts';\nimport { run } from '@parley/runtime';\nexport const ask = contract + run;\n`,
  'libs/persistence/src/index.ts': `import { ask } from '@parley/transport';\nexport const keep = ask;\n`,
  'libs/testing/src/index.ts': `import { keep } from '@parley/persistence';\nexport const infra = keep;\n`,
  'apps/user/src/main.ts': `import { keep } from '@parley/persistence';\nimport 'pg';\nexport const user = keep;\n`,
  'apps/user/src/user.spec.ts': `import { expect } from '@jest/globals';\nimport { infra } from '@parley/testing';\nexpect(infra);\n`,
  'apps/gateway/src/dialects/v1/v1.dialect.ts': `import { ask } from '@parley/transport';\nexport const v1 = ask;\n`,
  'apps/gateway/src/dialects/dialect.registry.ts': `import { v1 } from './v1/v1.dialect.js';\nexport const all = [v1];\n`,
};

/** Rule → a tree's extra files, each list breaking that rule and no other. */
const violations = {
  'no-circular': [
    {
      'apps/user/src/a.ts': `import type { B } from './b.js';\nexport type A = B;\n`,
      'apps/user/src/b.ts': `import type { A } from './a.js';\nexport type B = A;\n`,
    },
  ],
  'not-to-unresolvable': [{ 'apps/user/src/a.ts': `import './gone.js';\n` }],
  'only-listed-packages': [{ 'apps/user/src/a.ts': `import 'acorn';\n` }],
  'no-dev-packages-in-production': [{ 'apps/user/src/a.ts': `import { expect } from '@jest/globals';\nexpect(1);\n` }],
  'apps-are-strangers': [
    { 'apps/gateway/src/a.ts': `export { user } from '../../user/src/main.js';\n` },
    { 'apps/gateway/test/a.e2e-spec.ts': `import type { user } from '../../user/src/main.js';\nexport type A = typeof user;\n` },
  ],
  'libs-never-import-apps': [{ 'libs/runtime/src/a.ts': `export { user } from '../../../apps/user/src/main.js';\n` }],
  'contracts-depend-on-nothing': [
    { 'libs/contracts/src/a.ts': `import '@nestjs/common';\n` },
    { 'libs/contracts/src/a.ts': `import 'node:crypto';\n` },
    { 'libs/contracts/src/a.ts': `export { run } from '@parley/runtime';\n` },
  ],
  'runtime-stands-alone': [{ 'libs/runtime/src/a.ts': `export { contract } from '@parley/contracts';\n` }],
  'transport-knows-contracts-and-runtime': [
    {
      'libs/transport/src/a.ts': `export { keep } from '../../persistence/src/keep.js';\n`,
      'libs/persistence/src/keep.ts': 'export const keep = 1;\n',
    },
  ],
  'persistence-knows-contracts-runtime-and-transport': [
    {
      'libs/persistence/src/a.ts': `export { fixture } from '../../testing/src/fixture.js';\n`,
      'libs/testing/src/fixture.ts': 'export const fixture = 1;\n',
    },
  ],
  'dialects-know-contracts-only': [
    ...['typeorm', 'pg', '@nats-io/transport-node', 'ioredis', '@socket.io/redis-adapter', '@parley/persistence'].map((name) => ({
      'apps/gateway/src/dialects/v1/a.ts': `import '${name}';\n`,
    })),
  ],
  'dialects-are-strangers': [{ 'apps/gateway/src/dialects/umoc/a.ts': `export { v1 } from '../v1/v1.dialect.js';\n` }],
  'testing-stays-in-tests': [{ 'apps/user/src/a.ts': `export { infra } from '@parley/testing';\n` }],
};

/** Rules that a violation of another cannot help breaking too: testing in persistence is also testing outside tests. */
const companions = { 'persistence-knows-contracts-runtime-and-transport': ['testing-stays-in-tests'] };

const copied = ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.base.json'];
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** What `npm run architecture` sees in a tree. */
function cruise(folder) {
  const parameters = [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, parameters, { cwd: folder, maxBuffer: 256 << 20 }, (error, stdout) =>
      stdout ? resolve(JSON.parse(stdout)) : reject(error),
    );
  });
}

const rulesBroken = ({ summary }) => [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();

test('every rule has a planted violation', () => {
  const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
  assert.deepEqual(Object.keys(violations).sort(), forbidden.map(({ name }) => name).sort());
});

test('a sound tree breaks no rule', async (context) => {
  const found = await cruise(plantTree(context, sound, copied));
  assert.deepEqual(rulesBroken(found), []);
  assert.ok(found.modules.length >= Object.keys(sound).length);
});

describe('what the rules forbid is caught', { concurrency: true }, () => {
  for (const [rule, trees] of Object.entries(violations)) {
    for (const planted of trees) {
      test(`${rule}: ${Object.values(planted)[0].split('\n')[0]}`, async (context) => {
        const found = await cruise(plantTree(context, { ...sound, ...planted }, copied));
        assert.deepEqual(rulesBroken(found), [rule, ...(companions[rule] ?? [])].sort());
      });
    }
  }
});

test('every source file of this repository is cruised', async () => {
  const found = await cruise(root);
  const cruised = found.modules.map(({ source }) => source).filter((source) => /^(apps|libs)\//.test(source));
  const present = ['apps', 'libs'].flatMap((folder) => filesUnder(root, folder, /\.ts$/));
  assert.ok(present.length > 0);
  assert.deepEqual(
    present.filter((file) => !cruised.includes(file)),
    [],
  );
});
