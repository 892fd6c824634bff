import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exchange, reasonOf } from './exchange.mjs';
import { logFile } from './log-file.mjs';
import { freePort } from './ports.mjs';
import { findPrograms, libraryPath } from './programs.mjs';
import { runCommand } from './run-command.mjs';
import { makePassword } from './secrets.mjs';

/** What has to be in one folder. */
export const cephPrograms = ['ceph', 'ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin', 'monmaptool', 'osdmaptool', 'ceph-authtool'];
export const cephPackages = ['ceph-mon', 'ceph-osd', 'radosgw'];

const cluster = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
const store = '6ba7b810-9dad-41d1-80b4-00c04fd430c8';
const user = 'parley';

/** What the gateway would make with the first bucket, while somebody waits for it. */
const bucketPools = ['default.rgw.buckets.index', 'default.rgw.buckets.data'];

/**
 * Who of its parts may do what with which.
 * @type {Record<string, [daemon: string, what: string][]>}
 */
const identities = {
  'mon.': [['mon', 'allow *']],
  'client.admin': [['mon', 'allow *']],
  'osd.0': [
    ['mon', 'allow profile osd'],
    ['osd', 'allow *'],
  ],
  'client.rgw': [
    ['mon', 'allow rwx'],
    ['osd', 'allow rwx'],
  ],
};

/**
 * An S3 server of our own: Ceph's gateway on a cluster of one monitor and one store. It begins empty and keeps everything
 * in memory; nobody but this machine reaches it.
 * @param {string[]} programs paths of `cephPrograms`
 * @param {{ dataDir: string, vendorDir: string, env: NodeJS.ProcessEnv, site: import('./site.mjs').Site }} place
 * @returns {Promise<string>} `http://key:secret@host:port`
 * @throws {import('../cli/problem.mjs').Problem}
 */
export async function startCeph(programs, { dataDir, vendorDir, env: outer, site }) {
  const [ceph, mon, osd, gateway, admin, monmap, osdmap, authtool] = programs;
  const folder = path.join(dataDir, 'ceph');
  const [monPort, port] = [await freePort(), await freePort()];
  const libraries = libraryPath(mon, vendorDir);
  const env = { ...outer, ...ownLibraries(libraries, mon), CEPH_CONF: path.join(folder, 'ceph.conf') };
  const connectMs = site.timings.connectMs;
  /** @param {string[]} command */
  const run = ([file, ...args]) =>
    runCommand(file, args, { cwd: folder, env, log: logFile(dataDir, 'ceph'), signal: site.signal, failure: `${path.basename(file)} failed` });
  /**
   * What dies here takes its memory with it, so there is nothing to end gently.
   * @param {string} name
   * @param {string[]} command
   * @param {() => Promise<string | null>} notReady
   */
  const start = (name, [file, ...args], notReady) =>
    site.servers.start({ name, signal: 'SIGKILL', force: 'SIGKILL', command: async () => ({ file, args, env, cwd: folder, notReady }) });

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'mon'), { recursive: true });
  mkdirSync(path.join(folder, 'osd'));
  writeFileSync(env.CEPH_CONF, settings({ folder, monPort, port, libraries }));
  writeFileSync(path.join(folder, 'keyring'), '', { mode: 0o600 });
  for (const [name, caps] of Object.entries(identities)) {
    await run([authtool, 'keyring', '--gen-key', '-n', name, ...caps.flatMap(([daemon, what]) => ['--cap', daemon, what])]);
  }
  await run([monmap, '--create', '--clobber', '--addv', 'a', `[v2:127.0.0.1:${monPort}]`, '--fsid', cluster, 'monmap']);
  // A map with a place for the store.
  await run([osdmap, '--createsimple', '1', 'osdmap', '--clobber']);
  await run([mon, '--mkfs', '-i', 'a', '--monmap', 'monmap', '--osdmap', 'osdmap', '--keyring', 'keyring']);
  await run([osd, '--mkfs', '-i', '0', '--osd-uuid', store, '--no-mon-config']);

  const greets = (/** @type {string} */ received) => (received.startsWith('ceph v2') ? null : undefined);
  await start('ceph-mon', [mon, '-f', '-i', 'a'], () => reasonOf(() => exchange({ port: monPort, until: greets, timeoutMs: connectMs })));
  const command = [...python(ceph), ceph, 'osd'];
  await run([...command, 'new', store]);
  // Whether it serves shows when the gateway does.
  await start('ceph-osd', [osd, '-f', '-i', '0'], async () => null);
  const [key, secret] = [makePassword(), makePassword()];
  await Promise.all(bucketPools.map((pool) => run([...command, 'pool', 'create', pool, '1'])));
  await run([admin, '-n', 'client.rgw', 'user', 'create', '--uid', user, '--display-name', user, `--access-key=${key}`, `--secret=${secret}`]);
  await start('radosgw', [gateway, '-f', '-n', 'client.rgw'], () =>
    reasonOf(() => exchange({ port, send: 'GET / HTTP/1.0\r\n\r\n', until: isServing, timeoutMs: connectMs })),
  );
  return `http://${key}:${secret}@127.0.0.1:${port}`;
}

/** @param {string} received */
const isServing = (received) => (received.includes('\r\n') ? (/^HTTP\/1\.\d 200/.test(received) ? null : received.split('\r\n')[0]) : undefined);

/**
 * Where its own libraries are when it was unpacked elsewhere than it was built for.
 * @param {NodeJS.ProcessEnv} libraries
 * @param {string} program
 */
function ownLibraries({ LD_LIBRARY_PATH: dirs }, program) {
  if (dirs === undefined) return {};
  const own = dirs.split(path.delimiter).map((dir) => path.join(dir, 'ceph'));
  return {
    LD_LIBRARY_PATH: [dirs, ...own].join(path.delimiter),
    PYTHONPATH: path.resolve(program, '..', '..', 'lib', 'python3', 'dist-packages'),
  };
}

/**
 * `ceph` is written in Python; its first line names the system's, which a machine that has it unpacked may lack.
 * @param {string} ceph
 * @returns {string[]}
 */
const python = (ceph) => findPrograms([['python3']], [path.dirname(ceph), '/usr/bin'])[0] ?? [];

/**
 * @param {{ folder: string, monPort: number, port: number, libraries: NodeJS.ProcessEnv }} place
 * @returns {string} ceph.conf
 */
function settings({ folder, monPort, port, libraries: { LD_LIBRARY_PATH: dirs } }) {
  const [library] = dirs?.split(path.delimiter) ?? [];
  return Object.entries({
    ...{ fsid: cluster, 'mon host': `v2:127.0.0.1:${monPort}`, 'mon initial members': 'a', 'public addr': '127.0.0.1', 'cluster addr': '127.0.0.1' },
    ...{
      'mon data': `${folder}/mon`,
      'osd data': `${folder}/osd`,
      keyring: `${folder}/keyring`,
      'run dir': folder,
      'admin socket': '',
      'log file': '',
    },
    ...{ 'osd objectstore': 'memstore', 'osd crush update on start': 'false' },
    // One copy on one store, in as few parts as there can be.
    ...{ 'osd pool default size': 1, 'osd pool default min size': 1, 'osd pool default pg num': 1, 'osd pool default pgp num': 1 },
    ...{
      'rgw rados pool pg num min': 1,
      'osd crush chooseleaf type': 0,
      'mon allow pool size one': 'true',
      'osd pool default pg autoscale mode': 'off',
    },
    // It holds next to nothing, and a disk that is nearly full is nothing to it.
    ...{ 'mon data avail warn': 1, 'mon data avail crit': 1 },
    ...{ 'rgw frontends': `beast endpoint=127.0.0.1:${port}`, 'rgw thread pool size': 16 },
    ...(library === undefined
      ? {}
      : { 'plugin dir': `${library}/ceph`, 'erasure code dir': `${library}/ceph/erasure-code`, 'osd class dir': `${library}/rados-classes` }),
  })
    .map(([name, value]) => `${name} = ${value}\n`)
    .reduce((all, line) => all + line, '[global]\n');
}
