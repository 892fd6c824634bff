import { Problem } from '../cli/problem.mjs';
import { canUnpackDebian, unpackDebian } from './debian-packages.mjs';

/**
 * Gets servers that this machine lacks, where it can be done without touching the system.
 * @param {import('./servers.mjs').Server[]} missing
 * @param {import('./provision.mjs').Place} place
 * @returns {Promise<string>} what was fetched
 * @throws {Problem} that names the packages to install
 */
export async function fetchMissing(missing, { env, vendorDir, controller: { signal } }) {
  if (!canUnpackDebian(env)) throw new Problem(missingSentence(missing, process.platform));
  const packages = missing.map(({ debian }) => debian);
  try {
    await unpackDebian(packages, { vendorDir, signal });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const sentence = `${error.message}, and ${missingSentence(missing, process.platform)}`;
    throw new Problem(sentence, { evidence: error.evidence, cause: error });
  }
  return packages.join(', ');
}

/**
 * @param {import('./servers.mjs').Server[]} missing
 * @param {string} platform
 * @returns {string}
 */
export function missingSentence(missing, platform) {
  const list = new Intl.ListFormat('en');
  const titles = list.format(missing.map(({ title }) => title));
  const variables = list.format(missing.map(({ variable }) => variable));
  const remedy =
    platform === 'darwin'
      ? `run "brew install ${missing.map(({ brew }) => brew).join(' ')}"`
      : `install ${list.format(missing.map(({ debian }) => debian))} with your package manager`;
  return `${titles} ${missing.length > 1 ? 'are' : 'is'} not on this machine: ${remedy}, or set ${variables}.`;
}
