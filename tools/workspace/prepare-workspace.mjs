import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../infra/lock.mjs';
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';

/**
 * Installs and builds what is not up to date.
 * @param {import('./npm.mjs').Workspace} workspace
 * @param {import('../cli/report.mjs').Report} report
 */
export async function prepareWorkspace(workspace, report) {
  await report.step('npm packages', () => unlessDone(workspace, isInstalled, install));
  await report.step('build', () => unlessDone(workspace, isBuilt, build));
}

/**
 * Of several that start from the same checkout at once, one does the work and the others find it done.
 * @param {import('./npm.mjs').Workspace} workspace
 * @param {(workspace: import('./npm.mjs').Workspace) => Promise<boolean>} isDone
 * @param {(workspace: import('./npm.mjs').Workspace) => Promise<string>} work
 */
async function unlessDone(workspace, isDone, work) {
  if (await isDone(workspace)) return 'up to date';
  const folder = path.join(workspace.root, '.parley', 'checkout-lock');
  let lock = takeLock(folder);
  while (lock.heldBy !== null) {
    await sleep(50 + Math.random() * 100, undefined, { signal: workspace.signal });
    lock = takeLock(folder);
  }
  try {
    return (await isDone(workspace)) ? 'up to date' : await work(workspace);
  } finally {
    lock.release();
  }
}
