import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../cli/problem.mjs';
import { logFile } from '../infra/log-file.mjs';
import { npm } from './npm.mjs';

/**
 * Whether node_modules holds what package-lock.json names.
 * @param {import('./npm.mjs').Workspace} workspace
 * @returns {Promise<boolean>}
 */
export async function isInstalled({ root }) {
  const marker = markerOf(root);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint(root)) return true;
  return holdsEverything(root);
}

/**
 * @param {import('./npm.mjs').Workspace} workspace
 * @returns {Promise<string>} what was done
 * @throws {Problem} when node_modules is a link: npm would empty the folder of another checkout
 */
export async function install(workspace) {
  const { root, dataDir } = workspace;
  const modules = path.join(root, 'node_modules');
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const target = existsSync(modules) ? realpathSync(modules) : 'nothing';
    throw new Problem(`${modules} is a link to ${target}, which does not hold what package-lock.json names; remove the link, or run npm ci there.`);
  }
  // The build needs development packages, whatever NODE_ENV says.
  await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline'], workspace, {
    log: logFile(dataDir, 'install'),
    failure: 'npm ci failed',
  });
  writeFileSync(markerOf(root), fingerprint(root));
  return 'npm ci';
}

/** @param {string} root */
const markerOf = (root) => path.join(root, 'node_modules', '.parley-install');

/** @param {string} root */
const fingerprint = (root) =>
  createHash('sha256')
    .update(`${process.platform} ${process.arch} `)
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');

/**
 * For a node_modules that others made: npm leaves a list of what it has put there. What is optional may be for another
 * platform.
 * @param {string} root
 */
function holdsEverything(root) {
  const list = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const [wanted, present] = [path.join(root, 'package-lock.json'), list].map((file) => JSON.parse(readFileSync(file, 'utf8')).packages);
  return Object.entries(wanted).every(([place, { version, integrity, optional, devOptional }]) => {
    if (!place.startsWith('node_modules/')) return true;
    const here = present[place];
    return here ? here.version === version && here.integrity === integrity : optional || devOptional;
  });
}
