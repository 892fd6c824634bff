import { canUnpackDebian, unpackDebian } from './debian-packages.mjs';
import { findPrograms, programDirs } from './programs.mjs';

/**
 * Programs of this machine, or of Debian's packages, which are then unpacked without root.
 * @param {object} wanted
 * @param {string[]} wanted.programs what has to be in one folder
 * @param {string[]} wanted.packages that hold them
 * @param {{ env: NodeJS.ProcessEnv, vendorDir: string, signal: AbortSignal }} place
 * @returns {Promise<string[] | undefined>} their paths; undefined where they can not be had
 * @throws {import('../cli/problem.mjs').Problem} when the packages can not be fetched
 */
export async function findOrFetch({ programs, packages }, { env, vendorDir, signal }) {
  const find = () => findPrograms([programs], programDirs(env, vendorDir))[0];
  const found = find();
  if (found !== undefined || !canUnpackDebian(env)) return found;
  await unpackDebian(packages, { vendorDir, signal });
  return find();
}
