import { existsSync } from 'node:fs';
import path from 'node:path';
import { canUnpackDebian, unpackDebian } from '../infra/debian-packages.mjs';
import { cephPackages, cephPrograms, startCeph } from '../infra/private-ceph.mjs';
import { findPrograms, programDirs } from '../infra/programs.mjs';

/**
 * An S3 server for the tests of files: Ceph's, on this machine, or Debian's packages unpacked without root. A machine that can
 * have neither skips those tests, and a line says why; nothing else fails.
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.dataDir
 * @param {NodeJS.ProcessEnv} options.env PARLEY_VENDOR says where packages are unpacked; S3_TEST_URL, even empty, is taken as it is
 * @param {import('../infra/site.mjs').Site} options.site stops it again
 * @returns {Promise<Record<string, string>>} what the tests find in their environment
 */
export async function startObjectStore({ root, dataDir, env, site }) {
  if (env.S3_TEST_URL !== undefined) return { S3_TEST_URL: env.S3_TEST_URL };
  if (!existsSync(path.join(root, 'apps', 'file', 'test'))) return {};
  const vendorDir = path.resolve(env.PARLEY_VENDOR || path.join(dataDir, 'vendor'));
  try {
    const programs = await findCeph({ env, vendorDir, signal: site.signal });
    if (programs === undefined) throw new Error(`install ${cephPackages.join(', ')} to have it, or set S3_TEST_URL`);
    const url = await startCeph(programs, { dataDir, vendorDir, env, site });
    return { S3_TEST_URL: url };
  } catch (error) {
    if (!site.signal.aborted) site.report.line(`  ! the tests of S3 are skipped: ${/** @type {Error} */ (error).message}`);
    return {};
  }
}

/** @param {{ env: NodeJS.ProcessEnv, vendorDir: string, signal: AbortSignal }} place */
async function findCeph({ env, vendorDir, signal }) {
  const find = () => findPrograms([cephPrograms], programDirs(env, vendorDir))[0];
  const found = find();
  if (found !== undefined || !canUnpackDebian(env)) return found;
  await unpackDebian(cephPackages, { vendorDir, signal });
  return find();
}
