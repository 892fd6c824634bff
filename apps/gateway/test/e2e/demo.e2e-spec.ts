import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { fleetUrls } from '@parley/testing';

const run = promisify(execFile);

it('all twenty ordered pairs of dialects hear each other live over two gateways and find it in their histories', async () => {
  const urls = fleetUrls();
  expect(urls.length).toBeGreaterThanOrEqual(2);
  const { stdout } = await run(process.execPath, [join('tools', 'demo.mjs'), ...urls], { timeout: 60_000 });
  expect(stdout).toContain('20 sent, 20 received and kept');
}, 70_000);

it('the demo fails, and says why, when nothing answers', async () => {
  const failing = run(process.execPath, [join('tools', 'demo.mjs'), 'http://127.0.0.1:9'], { timeout: 20_000 });
  await expect(failing).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('demo: ') });
}, 30_000);
