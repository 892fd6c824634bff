import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { plainReport } from '../cli/report.mjs';
import { prepareWorkspace } from '../workspace/prepare-workspace.mjs';
import { Fixture } from './support/fixture.mjs';

/** @type {Fixture} */
let fixture;

beforeEach(() => {
  fixture = new Fixture();
});

afterEach(() => {
  fixture.remove();
});

/** @returns {Promise<string[]>} what was done about the packages and the build */
async function prepare() {
  const dataDir = path.join(fixture.root, 'data');
  mkdirSync(dataDir, { recursive: true });
  /** @type {string[]} */
  const lines = [];
  const { signal } = new AbortController();
  await prepareWorkspace(
    { root: fixture.root, dataDir, env: process.env, signal },
    plainReport((line) => lines.push(line)),
  );
  return lines.map((line) => /✓ (?:npm packages|build) +(.*?) +[\d.]+ s$/.exec(line)?.[1] ?? line);
}

test('packages and build are made once, and again when what they are made from changes', async () => {
  assert.deepEqual(await prepare(), ['npm ci', 'npm run build']);
  assert.deepEqual(await prepare(), ['up to date', 'up to date']);

  fixture.write('dist/apps/gone.js', '');
  fixture.write('apps/ai/src/new.js', '');
  assert.deepEqual(await prepare(), ['up to date', 'npm run build']);
  assert.equal(existsSync(path.join(fixture.root, 'dist', 'apps', 'gone.js')), false);

  fixture.dependOn('jest', 'moon');
  assert.deepEqual((await prepare())[0], 'npm ci');
});

test('packages that someone installed by hand are taken as they are', async () => {
  await prepare();
  rmSync(path.join(fixture.root, 'node_modules', '.parley-install'));
  assert.deepEqual(await prepare(), ['up to date', 'up to date']);
});

test('of several that come at once one does the work', async () => {
  const done = (await Promise.all([prepare(), prepare(), prepare()])).flat();
  assert.deepEqual(done.filter((what) => what !== 'up to date').sort(), ['npm ci', 'npm run build']);
});
