import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { plainReport } from '../cli/report.mjs';
import { Site } from '../infra/site.mjs';
import { timings } from '../infra/timings.mjs';
import { startFileServers } from '../suite/file-servers.mjs';

const root = mkdtempSync(path.join(tmpdir(), 'parley-store-'));
const dataDir = path.join(root, 'data');
/** @type {string[]} */
const lines = [];
const site = new Site(dataDir, { report: plainReport((line) => void lines.push(line)), timings });
const given = { S3_TEST_URL: 'http://key:secret@127.0.0.1:9', CLAMD_TEST_HOST: '' };

beforeEach(() => void lines.splice(0));
after(async () => {
  await site.close();
  rmSync(root, { recursive: true, force: true });
});

/** @param {NodeJS.ProcessEnv} env */
const start = (env) => startFileServers({ root, dataDir, env: { PARLEY_SYSTEM_DIRS: '', ...env }, site });

test('a checkout without the file service needs nothing, and what is given is taken', async () => {
  assert.deepEqual(await start({ PATH: '' }), {});
  assert.deepEqual(await start({ PATH: '', ...given }), given);
  assert.deepEqual(lines, []);
});

test('a machine that can have nothing says which tests it skips and what would help, and fails nothing', async () => {
  mkdirSync(path.join(root, 'apps', 'file', 'test'), { recursive: true });
  assert.deepEqual(await start({ PATH: '' }), {});
  assert.deepEqual(lines.toSorted(), [
    '  ! the tests of S3 are skipped: install ceph-mon, ceph-osd, radosgw to have it, or set S3_TEST_URL',
    '  ! the tests of clamd are skipped: install clamav-daemon to have it, or set CLAMD_TEST_HOST',
    '  ! the tests of films are skipped: install ffmpeg to have it',
  ]);
});

test('ffmpeg that was unpacked stands on the PATH of the tests, and finds its libraries, which nothing else does', async () => {
  const tree = path.join(root, 'vendor', 'ffmpeg', 'usr');
  const libraries = path.join(tree, 'lib', 'x86_64-linux-gnu');
  for (const dir of [path.join(tree, 'bin'), libraries]) mkdirSync(dir, { recursive: true });
  for (const name of ['ffmpeg', 'ffprobe'])
    writeFileSync(path.join(tree, 'bin', name), '#!/bin/sh\necho "$0 $LD_LIBRARY_PATH $1"\n', { mode: 0o755 });
  const env = await start({ PATH: root, PARLEY_VENDOR: path.join(root, 'vendor'), ...given });
  assert.deepEqual(Object.keys(env).toSorted(), ['CLAMD_TEST_HOST', 'PATH', 'S3_TEST_URL']);
  assert.ok(env.PATH.endsWith(`:${root}`));
  assert.deepEqual(lines, []);
  for (const name of ['ffmpeg', 'ffprobe']) {
    const said = execFileSync(name, ['two words'], { env: { PATH: env.PATH }, encoding: 'utf8' });
    assert.match(said, new RegExp(`^${tree}/bin/${name} ${libraries}:${libraries}/pulseaudio:\\S* two words\n$`));
  }
});
