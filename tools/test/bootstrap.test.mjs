import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { passwordVariable, storingServices } from '../database/schemas.mjs';
import { startServers } from './support/servers.mjs';

const script = fileURLToPath(new URL('../database/bootstrap.mjs', import.meta.url));
const PARLEY_DATA = mkdtempSync(path.join(tmpdir(), 'parley-tools-bootstrap-'));
const none = Object.fromEntries(storingServices.map((service) => [passwordVariable(service), undefined]));
/** @type {Awaited<ReturnType<typeof startServers>>} */
let servers;

before(async () => {
  servers = await startServers();
});

after(async () => {
  await servers.stop();
  rmSync(PARLEY_DATA, { recursive: true });
});

/** @param {NodeJS.ProcessEnv} env */
function bootstrap(env) {
  const { POSTGRES_URL } = servers.env;
  const all = { ...process.env, ...none, POSTGRES_URL, PARLEY_DATA, PARLEY_DATABASE: 'parley_bootstrap_test', ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env: all, encoding: 'utf8' });
  return { status, said: (stdout + stderr).trim() };
}

/** @param {string} password */
async function entersAsAuth(password) {
  const url = new URL(servers.env.POSTGRES_URL);
  Object.assign(url, { username: 'parley_auth', password, pathname: '/parley_bootstrap_test' });
  const client = new pg.Client(url.href);
  await client.connect();
  await client.end();
}

test('it runs alone, again and again, with passwords it makes and keeps', async () => {
  const said = 'Database parley_bootstrap_test is ready: schemas auth, user, messaging, call_signaling, file, ai, notification.';
  assert.deepEqual(bootstrap({}), { status: 0, said });
  assert.deepEqual(bootstrap({}), { status: 0, said });
  const secrets = path.join(PARLEY_DATA, 'secrets.json');
  assert.equal(statSync(secrets).mode & 0o777, 0o600);
  await entersAsAuth(JSON.parse(readFileSync(secrets, 'utf8')).parley_auth);
});

test('given passwords are used', async () => {
  assert.equal(bootstrap({ DB_PASSWORD_AUTH: `it's given` }).status, 0);
  await entersAsAuth(`it's given`);
});

test('what it lacks is named', () => {
  assert.match(bootstrap({ POSTGRES_URL: '' }).said, /^POSTGRES_URL must be set/);
  assert.match(
    bootstrap({ NODE_ENV: 'production', DB_PASSWORD_AI: 'given' }).said,
    /^In production these must be set: DB_PASSWORD_AUTH, .*DB_PASSWORD_NOTIFICATION\.$/,
  );
  assert.match(bootstrap({ POSTGRES_URL: 'postgres://a@127.0.0.1:1/postgres' }).said, /does not answer \(ECONNREFUSED\)/);
  assert.match(bootstrap({ PARLEY_DATABASE: 'Parley; --' }).said, /^PARLEY_DATABASE must be lower-case/);
});
