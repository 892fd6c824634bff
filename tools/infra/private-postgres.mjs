import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../cli/problem.mjs';
import { exchange, reasonOf } from './exchange.mjs';
import { logFile } from './log-file.mjs';
import { libraryPath } from './programs.mjs';
import { runCommand } from './run-command.mjs';
import { makePassword } from './secrets.mjs';

const nobody = 65534;

/**
 * A PostgreSQL of our own: durable (fsync and synchronous_commit stay on), on the loopback address only, with a
 * password for its one user.
 * @param {string[][]} found pairs of postgres and initdb
 * @param {import('./provision.mjs').Place} place
 * @returns {Promise<import('./provision.mjs').PrivateServer>}
 */
export async function privatePostgres(found, { dataDir, vendorDir, env: outer, secrets, controller, timings }) {
  const folder = path.join(dataDir, 'postgres');
  const password = secrets.get('postgres', makePassword);
  const [postgres, initdb] = await pairFor(folder, found, { vendorDir, env: outer });
  const env = { ...outer, ...libraryPath(postgres, vendorDir) };
  if (!existsSync(folder)) await initialize({ folder, initdb, env, password, dataDir, signal: controller.signal });

  return {
    url: (port) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    command(port) {
      const settings = {
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        max_connections: 200,
        jit: 'off', // the compiler's library is among what debian-packages.mjs leaves out
      };
      const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
      const [file, ...args] = unprivileged(folder, [postgres, '-D', folder, '-p', String(port), ...options]);
      return { file, args, env, cwd: folder, notReady: () => notAccepting(port, timings.connectMs) };
    },
  };
}

/**
 * @param {string} folder
 * @param {string[][]} found
 * @param {{ vendorDir: string, env: NodeJS.ProcessEnv }} place
 * @returns {Promise<string[]>} the programs of the version that made the folder, or the first found
 */
async function pairFor(folder, found, { vendorDir, env }) {
  if (!existsSync(folder)) return found[0];
  const wanted = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim();
  const versions = [];
  for (const pair of found) {
    const { stdout } = await promisify(execFile)(pair[0], ['--version'], { env: { ...env, ...libraryPath(pair[0], vendorDir) } });
    const version = /\d+/.exec(stdout)?.[0];
    if (version === wanted) return pair;
    versions.push(version);
  }
  throw new Problem(
    `${folder} was made by PostgreSQL ${wanted} and only ${versions.join(', ')} is here; install postgresql ${wanted}, ` +
      'or delete the folder (and the data in it).',
  );
}

/**
 * Makes the database cluster beside its place and moves it there when it is whole.
 * @param {{ folder: string, initdb: string, env: NodeJS.ProcessEnv, password: string, dataDir: string,
 *   signal?: AbortSignal }} options
 */
async function initialize({ folder, initdb, env, password, dataDir, signal }) {
  const draft = `${folder}.new`;
  const passwordFile = path.join(dataDir, 'postgres.password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (process.getuid?.() === 0) chownSync(draft, nobody, nobody);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    const [file, ...args] = unprivileged(draft, [
      initdb,
      ...['-D', draft, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'],
      // Plain C would neither lower É nor see a letter in it; sorting by code point is the same everywhere.
      ...['--locale=C', `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`],
    ]);
    const log = logFile(dataDir, 'initdb');
    await runCommand(file, args, { cwd: dataDir, env, log, signal, failure: 'PostgreSQL could not make its data folder' });
  } finally {
    rmSync(passwordFile);
  }
  renameSync(draft, folder);
}

/**
 * PostgreSQL refuses to run as root: root becomes the folder's owner, and keeps the one capability that lets that
 * owner walk into a home folder closed to others.
 * @param {string} folder
 * @param {string[]} command
 */
function unprivileged(folder, command) {
  if (process.getuid?.() !== 0) return command;
  const id = String(statSync(folder).uid || nobody);
  const capability = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override'];
  const drop = ['--reuid', id, '--regid', id, '--clear-groups', '--securebits', '+no_setuid_fixup', ...capability];
  return ['setpriv', ...drop, ...command];
}

/**
 * @param {number} port
 * @param {number} timeoutMs
 * @returns {Promise<string | null>} null once a connection is asked for its password
 */
function notAccepting(port, timeoutMs) {
  const body = Buffer.from('\0\x03\0\0user\0postgres\0database\0postgres\0\0', 'latin1');
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return reasonOf(() =>
    exchange({
      port,
      send: Buffer.concat([length, body]),
      until: (answer) => (answer === '' ? undefined : answer[0] === 'R' ? null : 'it is still starting'),
      timeoutMs,
    }),
  );
}
