import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../cli/problem.mjs';
import { findPrograms } from './programs.mjs';

const run = promisify(execFile);

// Pulled in by the packages' scripts, a JIT compiler or the care of real disks; a private server runs none of these.
const unneeded = new RegExp(
  '^(perl|libperl|libllvm|libz3|libgdbm|libjson-perl|locales|libc-l10n|ssl-cert|ucf|sensible-utils|netbase|' +
    'postgresql-common|postgresql-client-common|readline-common|libedit2|libbsd0|' +
    'sudo|lvm2|liblvm2|dmeventd|dmidecode|xfsprogs|smartmontools|nvme-cli|cryptsetup|gdisk|hdparm|parted)',
);

/** @param {NodeJS.ProcessEnv} env */
export const canUnpackDebian = (env) => findPrograms([['apt-get', 'dpkg-deb']], (env.PATH ?? '').split(path.delimiter)).length > 0;

/**
 * Downloads Debian packages with what they need beyond this system, and unpacks them into a folder of their own under
 * `vendorDir`. Needs no root and changes nothing on the system; apt checks the signatures.
 * @param {string[]} packages
 * @param {{ vendorDir: string, signal?: AbortSignal }} options
 * @throws {Problem}
 */
export async function unpackDebian(packages, { vendorDir, signal }) {
  const work = path.join(vendorDir, `.work-${process.pid}-${packages.join('+')}`);
  const tree = path.join(work, 'tree');
  const debs = path.join(work, 'debs');
  for (const dir of ['lists/partial', 'cache/archives/partial', 'debs', 'tree']) {
    mkdirSync(path.join(work, dir), { recursive: true });
  }
  const settings = [
    `Dir::State::lists=${path.join(work, 'lists')}`,
    `Dir::State::extended_states=${path.join(work, 'states')}`,
    `Dir::Cache=${path.join(work, 'cache')}`,
    'Debug::NoLocking=1',
    'APT::Sandbox::User=',
    'APT::Install-Recommends=false',
  ].flatMap((setting) => ['-o', setting]);
  /**
   * @param {'apt-get' | 'apt-cache'} tool
   * @param {string[]} args
   */
  const apt = async (tool, ...args) => {
    const { stdout } = await run(tool, [...settings, ...args], { cwd: debs, signal, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  };

  try {
    await apt('apt-get', '-qq', 'update');
    const holders = packages.map(async (name) => holdersOf(name, await apt('apt-cache', 'depends', name)));
    const wanted = (await Promise.all(holders)).flat();
    // A package that the system has is fetched again all the same: its programs are not where one finds them.
    const plan = await apt('apt-get', 'install', '--reinstall', '--print-uris', '-y', ...wanted);
    const names = [...plan.matchAll(/^'[^']*' ([^_]+)_/gm)].map((match) => match[1]);
    await apt('apt-get', '-qq', 'download', ...names.filter((name) => !unneeded.test(name)));
    for (const deb of readdirSync(debs)) await run('dpkg-deb', ['-x', path.join(debs, deb), tree], { signal });
    moveIntoPlace(tree, path.join(vendorDir, packages.toSorted().join('+')));
  } catch (error) {
    signal?.throwIfAborted();
    const lines = String(/** @type {any} */ (error).stderr || error)
      .trim()
      .split('\n');
    throw new Problem(`Debian's ${packages.join(', ')} could not be fetched`, { evidence: lines.slice(-5), cause: error });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} name
 * @param {string} dependencies of that package, as apt-cache prints them
 * @returns {string[]} the packages that hold its programs: `postgresql` only names the version of this release, and
 *   `redis-server` is a link into another package
 */
function holdersOf(name, dependencies) {
  const holders = [...dependencies.matchAll(/Depends: (postgresql-\d+|redis-tools)$/gm)].map((match) => match[1]);
  return [name, ...holders];
}

/**
 * A tree appears whole or not at all; when another process has been faster its tree stays.
 * @param {string} tree
 * @param {string} place
 */
function moveIntoPlace(tree, place) {
  try {
    renameSync(tree, place);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(/** @type {any} */ (error).code)) throw error;
  }
}
