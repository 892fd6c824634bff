import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { platformProblem } from '../cli/platform.mjs';
import { toProblem } from '../cli/problem.mjs';
import { missingSentence } from '../infra/fetch-missing.mjs';
import { lastLines, logFile } from '../infra/log-file.mjs';
import { findPrograms, libraryPath, programDirs } from '../infra/programs.mjs';
import { nats, postgres, redis } from '../infra/servers.mjs';

test('an old Node and an unfit system are told what is needed', () => {
  assert.equal(platformProblem('v18.20.4', 'linux'), 'Parley needs Node 20.19 or newer, and this is Node 18.20.4.');
  assert.equal(platformProblem('v20.18.3', 'linux'), 'Parley needs Node 20.19 or newer, and this is Node 20.18.3.');
  assert.equal(platformProblem('v20.19.0', 'linux'), null);
  assert.equal(platformProblem('v24.1.0', 'darwin'), null);
  assert.match(platformProblem('v24.1.0', 'win32') ?? '', /WSL/);
});

test('missing servers are named with their packages and variables', () => {
  assert.equal(
    missingSentence([postgres, nats], 'darwin'),
    'PostgreSQL and NATS are not on this machine: run "brew install postgresql@16 nats-server", or set POSTGRES_URL and NATS_URL.',
  );
  assert.equal(missingSentence([redis], 'linux'), 'Redis is not on this machine: install redis-server with your package manager, or set REDIS_URL.');
});

test('a full disk and a read-only one are told apart from a bug', () => {
  const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', path: '/data/secrets.json' });
  assert.equal(toProblem(full).message, 'Cannot use /data/secrets.json: the disk is full; mend that or set PARLEY_DATA to another folder.');
  assert.match(toProblem(Object.assign(full, { code: 'EROFS' })).message, /the disk is read-only/);
  assert.equal(toProblem(new Error('x is not a function')).message, 'x is not a function');
});

test('programs are looked for on PATH, then where packages put them, newest first, then among the unpacked', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-tools-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const vendorDir = path.join(folder, 'vendor');
  const dirs = ['path', 'usr/9.6/bin', 'usr/15/bin', 'vendor/postgresql/usr/lib/postgresql/14/bin', 'vendor/postgresql/usr/lib/x-linux-gnu'];
  for (const dir of dirs) {
    mkdirSync(path.join(folder, dir), { recursive: true });
    for (const program of dir === 'path' ? ['postgres'] : ['postgres', 'initdb']) {
      writeFileSync(path.join(folder, dir, program), '');
      chmodSync(path.join(folder, dir, program), 0o755);
    }
  }
  const env = { PATH: path.join(folder, 'path'), PARLEY_SYSTEM_DIRS: path.join(folder, 'usr/*/bin') };
  const found = findPrograms(postgres.programs, programDirs(env, vendorDir)).map(([program]) => path.relative(folder, program));
  assert.deepEqual(found, ['usr/15/bin/postgres', 'usr/9.6/bin/postgres', 'vendor/postgresql/usr/lib/postgresql/14/bin/postgres']);
  assert.deepEqual(libraryPath(path.join(folder, found[0]), vendorDir), {});
  assert.deepEqual(libraryPath(path.join(folder, found[2]), vendorDir), {
    LD_LIBRARY_PATH: path.join(vendorDir, 'postgresql/usr/lib/x-linux-gnu'),
  });
});

test('a log that has grown big is moved aside, and its last lines can be read', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-tools-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = logFile(folder, 'auth');
  writeFileSync(file, `${'x'.repeat(21 * 1024 * 1024)}\none\ntwo\n`);
  assert.deepEqual(lastLines(file, 2), ['one', 'two']);
  assert.equal(logFile(folder, 'auth'), file);
  assert.deepEqual(lastLines(`${file}.1`, 1), ['two']);
});
