import { existsSync } from 'node:fs';
import path from 'node:path';
import { findOrFetch } from '../infra/find-or-fetch.mjs';
import { films } from './films.mjs';
import { objectStore } from './object-store.mjs';
import { scanner } from './scanner.mjs';

/**
 * @typedef {object} Place
 * @property {string} dataDir
 * @property {string} vendorDir where packages are unpacked
 * @property {NodeJS.ProcessEnv} env
 * @property {import('../infra/site.mjs').Site} site stops what was started
 *
 * @typedef {object} Part something that files are tested with
 * @property {string} subject
 * @property {string} [variable] that says where it is; given, even empty, it is left as it is
 * @property {string[]} programs
 * @property {string[]} packages Debian's, that hold them
 * @property {(programs: string[], place: Place) => Promise<Record<string, string>>} start says what the tests find in their environment
 */

/**
 * What the tests of files need beside the servers of every test: each on this machine, or from Debian's packages. A machine
 * that can not have one of them skips its tests, and a line says why; nothing else fails.
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.dataDir
 * @param {NodeJS.ProcessEnv} options.env PARLEY_VENDOR says where packages are unpacked
 * @param {import('../infra/site.mjs').Site} options.site
 * @returns {Promise<Record<string, string>>} what the tests find in their environment
 */
export async function startFileServers({ root, dataDir, env, site }) {
  const place = { dataDir, env, site, vendorDir: path.resolve(env.PARLEY_VENDOR || path.join(dataDir, 'vendor')) };
  const isTested = existsSync(path.join(root, 'apps', 'file', 'test'));
  const parts = [objectStore, scanner, films].map((part) => givenTo(part, env) ?? (isTested ? startPart(part, place) : {}));
  return Object.assign({}, ...(await Promise.all(parts)));
}

/**
 * @param {Part} part
 * @param {NodeJS.ProcessEnv} env
 */
function givenTo({ variable }, env) {
  const given = variable === undefined ? undefined : env[variable];
  return variable === undefined || given === undefined ? undefined : { [variable]: given };
}

/**
 * @param {Part} part
 * @param {Place} place
 * @returns {Promise<Record<string, string>>}
 */
async function startPart({ subject, variable, programs, packages, start }, place) {
  const { signal, report } = place.site;
  try {
    const found = await findOrFetch({ programs, packages }, { ...place, signal });
    if (found !== undefined) return await start(found, place);
    throw new Error(`install ${packages.join(', ')} to have it${variable === undefined ? '' : `, or set ${variable}`}`);
  } catch (error) {
    if (!signal.aborted) report.line(`  ! the tests of ${subject} are skipped: ${/** @type {Error} */ (error).message}`);
    return {};
  }
}
