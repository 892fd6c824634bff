import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/**
 * A throw-away repository with this one's rules and packages, and files of its own: for planting violations.
 * @param {import('node:test').TestContext} test removes it at its end
 * @param {Record<string, string>} files path → content
 * @param {readonly string[]} copied what it takes over from this repository
 * @returns {string} its folder
 */
export function plantTree(test, files, copied) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-planted-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of copied) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}
