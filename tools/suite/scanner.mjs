import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { canUnpackDebian, unpackDebian } from '../infra/debian-packages.mjs';
import { exchange, reasonOf } from '../infra/exchange.mjs';
import { freePort } from '../infra/ports.mjs';
import { findPrograms, libraryPath, programDirs } from '../infra/programs.mjs';

/** The signature of the EICAR test file, so that nothing has to be fetched but the program. */
const signature = `Eicar-Test:0:*:${Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')).toString('hex')}\n`;

/**
 * A clamd for the tests of the file service: on this machine, or Debian's package unpacked without root. A machine that can
 * have neither skips those tests, and a line says why; nothing else fails.
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.dataDir
 * @param {NodeJS.ProcessEnv} options.env PARLEY_VENDOR says where packages are unpacked; CLAMD_TEST_HOST, even empty, is left as it is
 * @param {import('../infra/site.mjs').Site} options.site stops it again
 * @returns {Promise<Record<string, string>>} what the tests find in their environment
 */
export async function startScanner({ root, dataDir, env, site }) {
  if (env.CLAMD_TEST_HOST !== undefined || !existsSync(path.join(root, 'apps', 'file', 'test'))) return {};
  const vendorDir = path.resolve(env.PARLEY_VENDOR || path.join(dataDir, 'vendor'));
  try {
    const program = await findClamd({ env, vendorDir, signal: site.signal });
    if (program === undefined) throw new Error('install clamav-daemon to have it');
    const port = await freePort();
    const file = writeSettings(path.join(dataDir, 'clamd'), port);
    const notReady = () => reasonOf(() => exchange({ port, send: 'zPING\0', until: pong, timeoutMs: site.timings.connectMs }));
    const command = { file: program, args: ['-c', file], env: { ...env, ...libraryPath(program, vendorDir) }, cwd: path.dirname(file), notReady };
    await site.servers.start({ name: 'clamd', signal: 'SIGTERM', force: 'SIGKILL', command: async () => command });
    return { CLAMD_TEST_HOST: `127.0.0.1:${port}` };
  } catch (error) {
    if (!site.signal.aborted) site.report.line(`  ! the tests of clamd are skipped: ${/** @type {Error} */ (error).message}`);
    return {};
  }
}

/** @param {{ env: NodeJS.ProcessEnv, vendorDir: string, signal: AbortSignal }} place */
async function findClamd({ env, vendorDir, signal }) {
  const find = () => findPrograms([['clamd']], programDirs(env, vendorDir))[0]?.[0];
  const found = find();
  if (found !== undefined || !canUnpackDebian(env)) return found;
  await unpackDebian(['clamav-daemon'], { vendorDir, signal });
  return find();
}

/**
 * @param {string} folder
 * @param {number} port
 * @returns {string} the file with the settings
 */
function writeSettings(folder, port) {
  mkdirSync(path.join(folder, 'signatures'), { recursive: true });
  writeFileSync(path.join(folder, 'signatures', 'eicar.ndb'), signature);
  const file = path.join(folder, 'clamd.conf');
  const settings = [`TCPSocket ${port}`, 'TCPAddr 127.0.0.1', `DatabaseDirectory ${path.join(folder, 'signatures')}`, 'Foreground yes'];
  writeFileSync(file, [...settings, 'StreamMaxLength 100M', 'MaxScanSize 100M', ''].join('\n'));
  return file;
}

/** @param {string} received */
const pong = (received) => (received.includes('PONG') ? null : undefined);
