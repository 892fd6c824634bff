import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { idsNamed, judge } from './coverage.mjs';
import { plantTree, root } from './planted-tree.mjs';
import { specIds } from './spec-ids.mjs';
import { testTitles } from './test-titles.mjs';

test('titles are those of tests that run, with their suites', () => {
  const source = `
    describe('V1-3.4 Send', () => {
      it('answers 201', async () => { await step(); });
      it.skip('V1-3.5 later', () => {});
      it.each([[1], [2]])('V1-3.6 for %s', () => {});
    });
    describe.skip('V1-3.7', () => { it('sleeps', () => {}); });
    for (const id of ['V1-3.8']) test(\`V1-3.9 \${id}\`, () => {});
    it.todo('V1-4.1');
    describe('V1-4.2 has no test', () => {});
    // it('V1-4.3 is a comment', () => {});
    const text = "it('V1-4.4 is text')";
  `;
  assert.deepEqual(testTitles(source), [['V1-3.4 Send', 'answers 201'], ['V1-3.4 Send', 'V1-3.6 for %s'], ['V1-3.9 ']]);
});

test('an id is a word of its own', () => {
  const known = new Set(['V1-1.1', 'V1-1.10', 'CB-6.1-c2s-call:start', 'RC-ws.s2c.error', 'RC-auth.login']);
  const named = (...titles) => [...idsNamed([titles], known)];
  assert.deepEqual(named('V1-1.10 returns 201'), ['V1-1.10']);
  assert.deepEqual(named('V1-1.1: returns 201, then CB-6.1-c2s-call:start'), ['V1-1.1', 'CB-6.1-c2s-call:start']);
  assert.deepEqual(named('RC-auth.login/RC-ws.s2c.error.'), ['RC-auth.login', 'RC-ws.s2c.error']);
  assert.deepEqual(named('V1-1.1x and V1-1'), []);
});

const ids = { v1: ['V1-1.1', 'V1-1.2'], umoc: ['UM-x'] };

test('every id has a test or a place in the list, never both', () => {
  const faults = (tested, notBuilt) => judge({ ids, tested: new Set(tested), notBuilt, before: null }).faults;
  assert.deepEqual(faults(['V1-1.1'], { v1: ['V1-1.2'], umoc: ['UM-x'] }), []);
  assert.match(faults([], { v1: ['V1-1.2'], umoc: ['UM-x'] }).join(), /neither a test .*: V1-1\.1$/);
  assert.match(faults(['V1-1.1', 'V1-1.2'], { v1: ['V1-1.2'], umoc: ['UM-x'] }).join(), /must leave the list: V1-1\.2$/);
  assert.match(faults(['V1-1.1', 'V1-1.2'], { v1: ['UM-x'] }).join(), /specification does not have it: UM-x$/);
  assert.match(faults(['V1-1.1'], { v1: ['V1-1.2', 'V1-1.2'], umoc: ['UM-x'] }).join(), /twice: V1-1\.2/);
});

test('the list may only shrink', () => {
  const faults = (before) => judge({ ids, tested: new Set(), notBuilt: ids, before }).faults;
  assert.deepEqual(faults(ids), []);
  assert.match(faults({ v1: ['V1-1.1'], umoc: ['UM-x'] }).join(), /may only shrink: V1-1\.2$/);
});

test('every operation and event is known, by an id of its own', () => {
  const all = Object.values(specIds(root)).flat();
  assert.equal(all.length, 215);
  assert.equal(new Set(all).size, 215);
});

test('the program compares with the commit', (context) => {
  const spec = 'apps/gateway/test/v1/login.conformance-spec.ts';
  const files = { [spec]: `it('V1-1.2 Login returns a token', () => {});\n` };
  const folder = plantTree(context, files, ['docs/spec', 'package.json', 'tools/checks', 'tools/spec-coverage.mjs']);
  const git = (...words) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...words], { cwd: folder, stdio: 'ignore' });
  const list = path.join(folder, 'tools/spec-not-built.json');
  const write = (built) => {
    const entries = Object.entries(specIds(folder)).map(([dialect, all]) => [dialect, all.filter((id) => !built.includes(id))]);
    writeFileSync(list, JSON.stringify(Object.fromEntries(entries)));
  };
  const run = (...words) => spawnSync(process.execPath, ['tools/spec-coverage.mjs', ...words], { cwd: folder, encoding: 'utf8' });
  git('init');

  write(['V1-1.2']);
  assert.equal(run().status, 0);
  assert.match(run().stdout, /v1 +47 +1 +46\n/);

  git('add', '.');
  git('commit', '-m', 'list');
  writeFileSync(path.join(folder, spec), '');
  write([]);
  const grown = run();
  assert.equal(grown.status, 1);
  assert.match(grown.stderr, /may only shrink: V1-1\.2/);
  assert.notEqual(run('--base=nowhere').status, 0);
});

test('the list of this repository names only what the specifications have', () => {
  const notBuilt = JSON.parse(readFileSync(path.join(root, 'tools/spec-not-built.json'), 'utf8'));
  const { faults } = judge({ ids: specIds(root), tested: new Set(), notBuilt, before: null });
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('neither')),
    [],
  );
});
