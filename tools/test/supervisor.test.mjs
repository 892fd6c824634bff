import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { freePort } from '../infra/ports.mjs';
import { processIdentity } from '../infra/process-identity.mjs';
import { eventually } from './support/eventually.mjs';
import { Fixture } from './support/fixture.mjs';
import { startServers } from './support/servers.mjs';
import { Supervisor } from './support/supervisor.mjs';

const fixture = new Fixture();
/** @type {Awaited<ReturnType<typeof startServers>>} */
let servers;
/** @type {Supervisor[]} */
const started = [];
let folders = 0;

before(async () => {
  servers = await startServers();
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((supervisor) => supervisor.end()));
});

after(async () => {
  await servers.stop();
  fixture.remove();
});

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {Partial<import('../infra/timings.mjs').Timings>} [timings]
 */
async function start(env = {}, timings = {}) {
  const PARLEY_DATA = path.join(fixture.root, `data-${(folders += 1)}`);
  const supervisor = new Supervisor(fixture.root, { PARLEY_DATA, PORT: String(await freePort({ count: 2 })), ...servers.env, ...env }, timings);
  started.push(supervisor);
  return supervisor;
}

test('given URLs are used, and every service runs with what is meant for it', async () => {
  const parley = await start({ GATEWAYS: '2', REPLICAS: 'messaging=2', DB_PASSWORD_AI: 'given' });
  await parley.ready();
  const names = 'ai auth call-signaling file gateway-1 gateway-2 messaging-1 messaging-2 notification user';
  assert.deepEqual([...parley.running().keys()].sort(), names.split(' '));

  const port = Number(/localhost:(\d+)/.exec(parley.output)?.[1]);
  /** @type {any} */
  const seen = await (await fetch(`http://127.0.0.1:${port + 1}`)).json();
  assert.equal(seen.INSTANCE, 'gateway-2');
  assert.equal(seen.PORT, String(port + 1));
  assert.equal(seen.NATS_URL, servers.env.NATS_URL);
  assert.equal(seen.PUBLIC_URL, `http://localhost:${port}`);
  assert.equal(seen.PARLEY_DATA, parley.dataDir);
  for (const secret of ['POSTGRES_URL', 'DATABASE_URL', 'SERVER_KEY', 'JWT_PRIVATE_KEY', 'DB_PASSWORD_AI'])
    assert.equal(seen[secret], undefined, secret);
});

test('a second start from the same folder is refused', async () => {
  const first = await start();
  await first.ready();
  const second = await start({ PARLEY_DATA: first.dataDir });
  assert.equal(await second.exited, 1);
  const sentence = `Parley is already running from this folder (pid ${first.child.pid}); stop it or set PARLEY_DATA to another folder.`;
  assert.equal(second.output.trim(), sentence);
});

test('the lock and the children of a killed supervisor are taken over', async () => {
  const first = await start();
  await first.ready();
  const orphans = [...first.running().values()];
  await first.end('SIGKILL');
  const second = await start({ PARLEY_DATA: first.dataDir });
  await second.ready();
  assert.equal(orphans.length, 8);
  assert.deepEqual(orphans.filter(processIdentity), []);
});

test('a pid file whose number now belongs to another process is nobody to end', async () => {
  const parley = await start();
  const bystander = process.pid;
  mkdirSync(path.join(parley.dataDir, 'run'), { recursive: true });
  writeFileSync(path.join(parley.dataDir, 'run', 'auth.pid'), `${bystander}\n`);
  writeFileSync(path.join(parley.dataDir, 'run', 'auth.started'), 'long ago');
  await parley.ready();
  assert.notEqual(parley.pid('auth'), bystander);
});

test('a taken port is named, with the variable that chooses another', async () => {
  const port = await freePort();
  const other = createServer().listen(port);
  const parley = await start({ PORT: String(port) });
  assert.equal(await parley.exited, 1);
  other.close();
  assert.match(parley.output, new RegExp(`^\\s*Port ${port} is taken by another program; free it, or choose another with PORT`));
});

test('a child that dies is started again, with one line about it', async () => {
  const parley = await start();
  await parley.ready();
  const old = parley.pid('ai');
  process.kill(old, 'SIGKILL');
  await eventually(() => processIdentity(parley.pid('ai')) && parley.pid('ai') !== old, 'a new pid of ai');
  assert.equal(parley.output.match(/ai died \(SIGKILL\); restarting it in 100 ms/g)?.length, 1);
});

test('Ctrl-C leaves no process, pid file or lock behind', async () => {
  const parley = await start();
  await parley.ready();
  const children = [...parley.running().values()];
  assert.equal(await parley.end('SIGINT'), 0);
  assert.deepEqual(children.filter(processIdentity), []);
  assert.deepEqual(parley.names(), []);
  const again = await start({ PARLEY_DATA: parley.dataDir });
  await again.ready();
});

test('a stop in the middle of the start leaves nothing behind either', async () => {
  const parley = await start({ FIXTURE_WAITS: 'user' });
  await eventually(() => parley.running().has('gateway-1'), 'services under way');
  const children = [...parley.running().values()];
  assert.equal(await parley.end('SIGINT'), 0);
  assert.deepEqual(children.filter(processIdentity), []);
});

test('a child that does not stop is forced once the grace is over', async () => {
  const parley = await start({ FIXTURE_STUCK: 'file' }, { graceMs: 300 });
  await parley.ready();
  const stuck = parley.pid('file');
  const begin = Date.now();
  assert.equal(await parley.end('SIGTERM'), 0);
  assert.ok(Date.now() - begin >= 300);
  assert.equal(processIdentity(stuck), null);
});

test('a second Ctrl-C forces at once, but not the echo of the first', async () => {
  const parley = await start({ FIXTURE_STUCK: 'file' }, { graceMs: 60_000, stopMs: 60_000 });
  await parley.ready();
  parley.child.kill('SIGINT');
  parley.child.kill('SIGINT');
  await eventually(() => parley.running().size === 1, 'all but the stuck child gone');
  await eventually(() => {
    parley.child.kill('SIGINT');
    return parley.running().size === 0;
  }, 'the stuck child forced');
  assert.equal(await parley.exited, 0);
});
