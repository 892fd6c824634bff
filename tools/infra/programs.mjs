import { accessSync, constants, readdirSync } from 'node:fs';
import path from 'node:path';

// Where packages put servers that are not on everybody's PATH; one * a path. PARLEY_SYSTEM_DIRS replaces the list.
const systemDirs = [
  '/usr/lib/postgresql/*/bin',
  '/usr/pgsql-*/bin',
  '/opt/homebrew/opt/postgresql@*/bin',
  '/usr/local/opt/postgresql@*/bin',
  '/opt/homebrew/bin',
  '/usr/local/bin',
  '/usr/sbin',
];

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} vendorDir see debian-packages.mjs
 * @returns {string[]} folders to look for programs in, in order
 */
export function programDirs(env, vendorDir) {
  const onPath = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const known = env.PARLEY_SYSTEM_DIRS === undefined ? systemDirs : env.PARLEY_SYSTEM_DIRS.split(path.delimiter);
  const vendored = ['usr/bin', 'usr/sbin', 'usr/lib/postgresql/*/bin'].flatMap((dir) =>
    expand(`${vendorDir}/*`).flatMap((tree) => expand(path.join(tree, dir))),
  );
  return [...onPath, ...known.flatMap(expand), ...vendored];
}

/**
 * @param {string[][]} programs sets of names
 * @param {string[]} dirs
 * @returns {string[][]} for each folder that holds a whole set, the paths of that set
 */
export function findPrograms(programs, dirs) {
  return programs.flatMap((set) => dirs.map((dir) => set.map((name) => path.join(dir, name))).filter((paths) => paths.every(isExecutable)));
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a program needs in its environment when it was unpacked under `vendorDir`, where no loader looks by itself.
 * @param {string} program
 * @param {string} vendorDir
 * @returns {NodeJS.ProcessEnv}
 */
export function libraryPath(program, vendorDir) {
  if (!program.startsWith(vendorDir + path.sep)) return {};
  const tree = path.join(vendorDir, path.relative(vendorDir, program).split(path.sep)[0]);
  const dirs = ['usr/lib', 'lib'].flatMap((lib) => expand(path.join(tree, lib, '*')));
  return { LD_LIBRARY_PATH: dirs.filter((dir) => /-linux-gnu/.test(dir)).join(path.delimiter) };
}

/**
 * @param {string} pattern with at most one folder name that ends in *
 * @returns {string[]} highest version first
 */
function expand(pattern) {
  const star = pattern.indexOf('*');
  if (star < 0) return [pattern];
  const parent = path.dirname(pattern.slice(0, star + 1));
  const prefix = path.basename(pattern.slice(0, star + 1)).slice(0, -1);
  try {
    return readdirSync(parent)
      .filter((name) => name.startsWith(prefix))
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .map((name) => path.join(parent, name + pattern.slice(star + 1)));
  } catch {
    return [];
  }
}
