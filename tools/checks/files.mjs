import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const foreign = /(^|\/)(node_modules|dist|coverage|\.git|\.parley)(\/|$)/;

/**
 * Every file of our own below a folder, sorted.
 * @param {string} root
 * @param {string} folder below root; one that does not exist is empty
 * @param {RegExp} name what the path must match
 * @returns {string[]} paths from root, with `/`
 */
export function filesUnder(root, folder, name) {
  const start = path.join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => !foreign.test(file) && name.test(file))
    .sort();
}
