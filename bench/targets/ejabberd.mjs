import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findPrograms, programDirs } from '../../tools/infra/programs.mjs';
import { freePort } from '../../tools/infra/ports.mjs';
import { ensureDatabase } from './databases.mjs';
import { ejabberdSettings } from './ejabberd-settings.mjs';
import { portTrouble } from './readiness.mjs';
import { pidsIn } from './target.mjs';

const schemaFile = '/usr/share/ejabberd/sql/pg.sql';
const erlangLibraries = '/usr/lib/x86_64-linux-gnu';

/**
 * Starts a private ejabberd on the same Postgres, where Debian's package is installed.
 * @param {import('../bench.mjs').Surroundings} surroundings
 * @returns {Promise<import('./target.mjs').Target | string>} why it is left out, when it is
 */
export async function startEjabberd({ site, urls, env }) {
  const [erl] = findPrograms([['ejabberdctl', 'erl'], ['erl']], programDirs(env, '')).map((found) => found[found.length - 1]);
  if (!existsSync('/usr/sbin/ejabberdctl') || !existsSync(schemaFile) || erl === undefined) return 'ejabberd is not installed: left out';
  const database = await ensureDatabase(urls.postgres, 'bench_ejabberd', readFileSync(schemaFile, 'utf8'));
  const port = await freePort();
  const folder = path.join(site.path, 'ejabberd');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'ejabberd.yml'), ejabberdSettings({ port, database: new URL(database) }), { mode: 0o600 });
  await site.services.start(ejabberdProcess({ erl, port, folder, env }));
  return {
    name: 'ejabberd',
    clients: [{ protocol: 'TCP', scenarios: ['direct', 'room', 'connect', 'idle'], module: 'xmpp.mjs', options: { port, database } }],
    profiled: [],
    holder: 'ejabberd',
    trouble: () => portTrouble(port),
    pids: () => pidsIn(site.path, ['ejabberd', 'postgres']),
  };
}

/**
 * @param {{ erl: string, port: number, folder: string, env: NodeJS.ProcessEnv }} options
 * @returns {import('../../tools/infra/supervised-process.mjs').ProcessSpec}
 */
const ejabberdProcess = ({ erl, port, folder, env }) => ({
  name: 'ejabberd',
  signal: 'SIGTERM',
  force: 'SIGKILL',
  command: async () => ({
    file: erl,
    // Without a node name: it then needs no port mapper, which would outlive it.
    args: ['+K', 'true', '+P', '250000', '+Q', '65536', '-noinput', '-mnesia', 'dir', `"${path.join(folder, 'mnesia')}"`, '-s', 'ejabberd'],
    env: {
      ...env,
      HOME: folder,
      EJABBERD_CONFIG_PATH: path.join(folder, 'ejabberd.yml'),
      EJABBERD_LOG_PATH: path.join(folder, 'ejabberd.log'),
      ERL_LIBS: erlangLibraries,
      ERL_CRASH_DUMP: path.join(folder, 'crash.dump'),
    },
    cwd: folder,
    notReady: () => portTrouble(port),
  }),
});
