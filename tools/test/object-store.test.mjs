import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { plainReport } from '../cli/report.mjs';
import { Site } from '../infra/site.mjs';
import { timings } from '../infra/timings.mjs';
import { startObjectStore } from '../suite/object-store.mjs';

const root = mkdtempSync(path.join(tmpdir(), 'parley-store-'));
const dataDir = path.join(root, 'data');
/** @type {string[]} */
const lines = [];
const site = new Site(dataDir, { report: plainReport((line) => void lines.push(line)), timings });

after(async () => {
  await site.close();
  rmSync(root, { recursive: true, force: true });
});

/** @param {NodeJS.ProcessEnv} env */
const start = (env) => startObjectStore({ root, dataDir, env, site });

test('a checkout without the file service needs no S3, and one that is given is taken', async () => {
  assert.deepEqual(await start({ PATH: '' }), {});
  const given = { S3_TEST_URL: 'http://key:secret@127.0.0.1:9' };
  assert.deepEqual(await start(given), given);
  assert.deepEqual(lines, []);
});

test('a machine that can have none says which tests it skips and what would help, and fails nothing', async () => {
  mkdirSync(path.join(root, 'apps', 'file', 'test'), { recursive: true });
  assert.deepEqual(await start({ PATH: '', PARLEY_SYSTEM_DIRS: '' }), {});
  assert.deepEqual(lines, ['  ! the tests of S3 are skipped: install ceph-mon, ceph-osd, radosgw to have it, or set S3_TEST_URL']);
});
