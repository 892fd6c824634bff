import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { freePort } from '../infra/ports.mjs';
import { Fixture } from './support/fixture.mjs';
import { startServers } from './support/servers.mjs';
import { Supervisor } from './support/supervisor.mjs';

const fixture = new Fixture();
/** @type {Awaited<ReturnType<typeof startServers>>} */
let servers;

before(async () => {
  servers = await startServers();
});

after(async () => {
  await servers.stop();
  fixture.remove();
});

/**
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @param {Partial<import('../infra/timings.mjs').Timings>} [timings]
 * @returns {Promise<string>} what a start that must fail says
 */
async function failure(folder, env, timings) {
  const PARLEY_DATA = path.join(fixture.root, folder);
  const parley = new Supervisor(fixture.root, { PARLEY_DATA, PORT: String(await freePort()), ...servers.env, ...env }, timings);
  assert.equal(await parley.exited, 1, parley.output);
  assert.doesNotMatch(parley.output, /^ +at /m, 'no stack');
  return parley.output.trim();
}

test('a data folder that cannot be written is named', async () => {
  fixture.write('file', '');
  const said = await failure('file', {});
  assert.equal(
    said,
    `Cannot use ${path.join(fixture.root, 'file')}: a file stands where a folder is needed; mend that or set PARLEY_DATA to another folder.`,
  );
});

test('a service that dies 5 times before it is ready is named, with the end of its log', async () => {
  const said = await failure('dies', { FIXTURE_DIES: 'ai' }, { lastBackoffMs: 100 });
  assert.match(said, /ai died 5 times before it was ready \(exit code 3\); the end of .*ai\.log:\n( {4}ai: no such table\n?){5}$/);
});

test('a service whose settings are wrong is tried once, and what it says is all that is said', async () => {
  const said = await failure('refuses', { FIXTURE_REFUSES: 'ai' });
  assert.match(said, /\n\nai cannot start: configuration: COLOUR must be blue\.$/);
  assert.doesNotMatch(said, /died/);
});

test('a service that does not become ready is named, with its reason', async () => {
  const said = await failure('waits', { FIXTURE_WAITS: 'user' }, { readyMs: 5_000, stillWaitingMs: 2_000 });
  assert.match(said, /… user is not ready yet: waiting for the moon\n/);
  assert.match(said, /user is not ready after 5 s: waiting for the moon;/);
});

test('a given URL that does not answer is named', async () => {
  const port = await freePort();
  const said = await failure('unreachable', { REDIS_URL: `redis://127.0.0.1:${port}` });
  assert.match(
    said,
    new RegExp(`\\nREDIS_URL does not answer at 127\\.0\\.0\\.1:${port} \\(.*ECONNREFUSED.*\\); start that server, or unset REDIS_URL`),
  );
});

test('a given NATS without JetStream is named', async () => {
  const plain = createServer((socket) => socket.end('INFO {"server_id":"plain"}\r\n')).listen(0, '127.0.0.1');
  await once(plain, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (plain.address());
  const said = await failure('plain', { NATS_URL: `nats://127.0.0.1:${port}` });
  plain.close();
  assert.match(said, new RegExp(`\\nNATS_URL answers at 127\\.0\\.0\\.1:${port} but without JetStream; start that server with -js\\.$`));
});

test('a server that is nowhere to be had is named, with what to install', async () => {
  const said = await failure('missing', { NATS_URL: '', PATH: fixture.root, PARLEY_SYSTEM_DIRS: '', PARLEY_VENDOR: fixture.root });
  assert.match(said, /\nNATS is not on this machine: .*nats-server.*, or set NATS_URL\.$/);
});

test('a given URL with the wrong password is named', async () => {
  const url = new URL(servers.env.POSTGRES_URL);
  url.password = 'wrong';
  const said = await failure('password', { POSTGRES_URL: url.href });
  assert.match(said, /POSTGRES_URL \(127\.0\.0\.1:\d+\) refused user "postgres": .*; mend the user or the password\.$/);
});

test('production asks for its keys', async () => {
  const said = await failure('production', { NODE_ENV: 'production', SERVER_KEY: '' });
  assert.equal(said, 'With NODE_ENV=production the environment must hold SERVER_KEY and JWT_PRIVATE_KEY.');
});

test('a mistyped setting is named', async () => {
  assert.match(await failure('replicas', { REPLICAS: 'mesaging=2' }), /"mesaging=2" does not \(the services are auth, user/);
  assert.match(await failure('replicas', { REPLICAS: 'gateway=2' }), /gateways are counted by GATEWAYS/);
  assert.match(await failure('port', { PORT: '80x' }), /^PORT must be a whole number from 1 to 65535; it is "80x"\.$/);
});

test('more gateways than there are ports are refused', async () => {
  assert.equal(await failure('ports', { PORT: '65535', GATEWAYS: '2' }), 'GATEWAYS must be a whole number from 1 to 1; it is "2".');
});

test('a build that fails shows its last lines', async () => {
  const other = new Fixture();
  other.write('build.mjs', `console.error('apps/ai/src/main.ts: unexpected token'); process.exit(1);`);
  const parley = new Supervisor(other.root, { PORT: String(await freePort()), ...servers.env });
  assert.equal(await parley.exited, 1);
  assert.match(parley.output, /npm run build failed: the end of .*build\.log:\n[^]*unexpected token/);
  other.remove();
});

test('the packages of another checkout, linked from here, are left alone', async () => {
  const [here, other] = [new Fixture(), new Fixture()];
  other.write('node_modules/precious.js', '');
  symlinkSync(path.join(other.root, 'node_modules'), path.join(here.root, 'node_modules'));
  const parley = new Supervisor(here.root, { PORT: String(await freePort()), ...servers.env });
  assert.equal(await parley.exited, 1);
  assert.match(
    parley.output,
    /node_modules is a link to .*, which does not hold what package-lock\.json names; remove the link, or run npm ci there\.$/m,
  );
  assert.ok(existsSync(path.join(other.root, 'node_modules', 'precious.js')));
  here.remove();
  other.remove();
});
