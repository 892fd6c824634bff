import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { prepareDatabase } from '../database/prepare-database.mjs';
import { storingServices } from '../database/schemas.mjs';
import { startInfrastructure } from '../infra/infrastructure.mjs';
import { publishToJetStream } from '../infra/jetstream.mjs';
import { processIdentity } from '../infra/process-identity.mjs';
import { timings } from '../infra/timings.mjs';
import { eventually } from './support/eventually.mjs';
import { pidOf } from './support/pid-of.mjs';

const dataDir = mkdtempSync(path.join(tmpdir(), 'parley-tools-infra-'));
const quick = { ...timings, probeEveryMs: 200, probeTimeoutMs: 200, replaceGraceMs: 200 };
// Private servers, whatever this run has been given.
const env = { ...process.env, POSTGRES_URL: undefined, NATS_URL: undefined, REDIS_URL: undefined };
/** @type {string[]} */
const lines = [];
const options = { dataDir, env, timings: quick, log: (/** @type {string} */ line) => void lines.push(line) };
const passwords = Object.fromEntries(storingServices.map((service) => [service, `password-of-${service}`]));
/** @type {Awaited<ReturnType<typeof startInfrastructure>>} */
let infrastructure;

before(async () => {
  infrastructure = await startInfrastructure(options);
});

after(async () => {
  await infrastructure.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/**
 * @param {string} url
 * @param {string} sql
 */
async function query(url, sql) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/**
 * @param {string} name
 * @param {() => Promise<boolean>} works
 */
async function survivesKill(name, works) {
  const old = pidOf(dataDir, name);
  process.kill(old, 'SIGKILL');
  await eventually(
    async () => pidOf(dataDir, name) > 0 && pidOf(dataDir, name) !== old && (await works()),
    `${name} serving again at the same place`,
  );
}

const natsStores = () =>
  publishToJetStream(Number(new URL(infrastructure.urls.nats).port), 1_000).then(
    () => true,
    () => false,
  );

/**
 * @param {string} url
 * @returns {Promise<boolean>}
 */
const connects = (url) =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => resolve(socket.destroy() !== undefined));
    socket.on('error', () => resolve(false));
  });

test('private servers that are killed come back at the same place', async () => {
  const { urls } = infrastructure;
  await query(urls.postgres, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await survivesKill('postgres', () =>
    query(urls.postgres, 'SELECT answer FROM kept').then(
      ([{ answer }]) => answer === 42,
      () => false,
    ),
  );
  await survivesKill('nats', natsStores);
  await survivesKill('redis', () => connects(urls.redis));
});

test('a NATS that answers nobody is replaced', async () => {
  const frozen = pidOf(dataDir, 'nats');
  process.kill(frozen, 'SIGSTOP');
  await eventually(() => processIdentity(frozen) === null, 'the frozen server ended');
  await eventually(natsStores, 'the new one storing');
  assert.ok(lines.some((line) => line.includes('nats did not store 3 messages in a row (no answer within 200 ms); restarting it')));
});

test('PostgreSQL is durable, and knows letters beyond ASCII', async () => {
  const [row] = await query(
    infrastructure.urls.postgres,
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS sync, current_setting('jit') AS jit,
            current_setting('max_connections') AS connections, lower('É') AS lower`,
  );
  assert.deepEqual(row, { fsync: 'on', sync: 'on', jit: 'off', connections: '200', lower: 'é' });
});

test('PostgreSQL lets nobody in without the password', async () => {
  const url = new URL(infrastructure.urls.postgres);
  url.password = 'guess';
  await assert.rejects(query(url.href, 'SELECT 1'), { code: '28P01' });
});

test('each service has a schema of its own and no way into another', async () => {
  const adminUrl = infrastructure.urls.postgres;
  const urls = await prepareDatabase({ adminUrl, database: 'parley_schemas_test', passwords });
  await Promise.all([1, 2].map(() => prepareDatabase({ adminUrl, database: 'parley_schemas_test', passwords }))); // again, and at once
  await query(urls.user, "CREATE TABLE profile (name citext); INSERT INTO profile VALUES (unaccent('Zoë'))");
  assert.deepEqual(await query(urls.user, "SELECT name, current_schema() FROM profile WHERE name = 'ZOE'"), [
    { name: 'Zoe', current_schema: 'user' },
  ]);
  await assert.rejects(query(urls.auth, 'SELECT * FROM "user".profile'), { code: '42501' });
  await assert.rejects(query(urls.auth, 'CREATE TABLE public.mine ()'), { code: '42501' });
  await assert.rejects(query(urls.auth, 'CREATE SCHEMA mine'), { code: '42501' });
});

test('an administrator needs CREATEROLE and CREATEDB, and no more', async () => {
  const adminUrl = new URL(infrastructure.urls.postgres);
  await query(adminUrl.href, `CREATE ROLE visitor LOGIN PASSWORD 'v'; CREATE ROLE keeper LOGIN PASSWORD 'k' CREATEROLE CREATEDB`);
  const as = (/** @type {string} */ user) => Object.assign(new URL(adminUrl), { username: user, password: user[0] }).href;
  const prepare = (/** @type {string} */ user) => prepareDatabase({ adminUrl: as(user), database: 'parley_keeper_test', passwords });
  await assert.rejects(prepare('visitor'), /user "visitor" may not prepare the database .*; give it CREATEROLE and CREATEDB, or name a superuser\.$/);
  await prepare('keeper');
  await prepare('keeper');
});

test('a folder in use is refused', async () => {
  await assert.rejects(startInfrastructure(options), /already running from this folder/);
});

test('ports and data are the same after a stop and a start', async () => {
  const { urls } = infrastructure;
  await infrastructure.stop();
  infrastructure = await startInfrastructure(options);
  assert.deepEqual(infrastructure.urls, urls);
  assert.deepEqual(await query(urls.postgres, 'SELECT answer FROM kept'), [{ answer: 42 }]);
});
