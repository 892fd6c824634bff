import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { logFile } from '../infra/log-file.mjs';
import { npm } from './npm.mjs';

const sourceDirs = ['apps', 'libs'];
const settings = ['package.json', 'package-lock.json', '.swcrc', 'nest-cli.json', 'tsconfig.base.json', 'tsconfig.json'];

/**
 * Whether dist/ was built from the sources and settings of now.
 * @param {import('./npm.mjs').Workspace} workspace
 * @returns {Promise<boolean>}
 */
export async function isBuilt({ root }) {
  const marker = markerOf(root);
  return existsSync(marker) && readFileSync(marker, 'utf8') === (await fingerprint(root));
}

/**
 * Builds anew. What an older build left goes first, or a migration that is gone would live on in it.
 * @param {import('./npm.mjs').Workspace} workspace
 * @returns {Promise<string>} what was done
 */
export async function build(workspace) {
  const { root, dataDir } = workspace;
  const built = await fingerprint(root);
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  await npm(['run', 'build'], workspace, { log: logFile(dataDir, 'build'), failure: 'npm run build failed' });
  writeFileSync(markerOf(root), built);
  return 'npm run build';
}

/** @param {string} root */
const markerOf = (root) => path.join(root, 'dist', '.parley-build');

/**
 * @param {string} root
 * @returns {Promise<string>} changes with any path, size or time of change
 */
async function fingerprint(root) {
  const trees = await Promise.all(sourceDirs.map((dir) => filesUnder(path.join(root, dir))));
  const files = [...trees.flat(), ...settings.map((name) => path.join(root, name))].sort();
  const facts = await Promise.all(
    files.map(async (file) => {
      const about = await stat(file).catch(() => undefined);
      return about && `${file} ${about.size} ${about.mtimeMs}`;
    }),
  );
  return createHash('sha256').update(facts.join('\n')).digest('hex');
}

/** @param {string} dir */
async function filesUnder(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []));
}
