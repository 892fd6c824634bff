import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { takeLock } from '../infra/lock.mjs';

const contender = fileURLToPath(new URL('support/take-lock.mjs', import.meta.url));
/** @type {string} */
let folder;
/** @type {import('node:child_process').ChildProcess[]} */
const children = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-tools-lock-'));
});

afterEach(async () => {
  await Promise.all(children.splice(0).map(end));
  rmSync(folder, { recursive: true });
});

/** @param {import('node:child_process').ChildProcess} child */
const end = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(undefined);
    child.once('exit', resolve);
    child.kill('SIGKILL');
  });

/** @returns {Promise<{ child: import('node:child_process').ChildProcess, said: string }>} */
async function contend() {
  const child = spawn(process.execPath, [contender, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const said = await new Promise((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk).trim())));
  return { child, said };
}

test('the second gets to know the first, also within one process', async () => {
  const first = await contend();
  assert.equal(first.said, 'mine');
  assert.deepEqual(takeLock(folder), { heldBy: first.child.pid });
  await end(first.child);
  const mine = takeLock(folder);
  assert.ok(mine.heldBy === null);
  assert.deepEqual(takeLock(folder), { heldBy: process.pid });
  mine.release();
  assert.deepEqual(readdirSync(folder), []);
});

test('marks of the dead count for nothing, even when their number has been given to another process', async () => {
  const first = await contend();
  await end(first.child);
  writeFileSync(path.join(folder, `${process.ppid}-1`), '');
  const lock = takeLock(folder);
  assert.equal(lock.heldBy, null);
  assert.equal(readdirSync(folder).length, 1);
});

test('of many that come at once no two get it', async () => {
  const all = await Promise.all(Array.from({ length: 12 }, contend));
  assert.ok(all.filter(({ said }) => said === 'mine').length <= 1);
});
