import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Fixture } from './support/fixture.mjs';
import { startServers } from './support/servers.mjs';

const fixture = new Fixture();
const launcher = fileURLToPath(new URL('support/launch-suite.mjs', import.meta.url));
const data = path.join(fixture.root, '.parley', 'test');
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
 * Runs `npm test` in the fixture.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function suite(args, env) {
  // NODE_TEST_CONTEXT would turn the inner test run into a part of this one.
  const inherited = { ...process.env, NODE_TEST_CONTEXT: undefined, PARLEY_TEST_DATA: undefined, CI: undefined, COVERAGE: undefined };
  const child = spawn(process.execPath, [launcher, fixture.root, ...args], { cwd: fixture.root, env: { ...inherited, ...servers.env, ...env } });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const jest = [...output.matchAll(/^jest saw (.*)$/gm)].map(([, seen]) => JSON.parse(seen));
  const summary = [...output.matchAll(/^ {2}([✓✗]) (.*?) +[\d.]+ s$/gm)].map(([, mark, title]) => `${mark} ${title}`).slice(-12);
  return { code, output, jest, summary };
}

test('everything runs in order, black-box tests against a fleet with two gateways', async () => {
  const { code, output, jest, summary } = await suite([]);
  assert.equal(code, 0, output);
  assert.deepEqual(summary, [
    '✓ check',
    '✓ unit, contract',
    '✓ declared errors',
    '✓ fleet',
    '✓ conformance',
    '✓ e2e',
    '✓ logs',
    '✓ guarded fleet',
    '✓ guarded',
    '✓ guarded logs',
    '✓ faults',
    '✓ tools',
  ]);
  assert.deepEqual(
    jest.map(({ args }) => args),
    [
      '--selectProjects unit contract',
      '--selectProjects conformance --forceExit',
      '--selectProjects e2e --runInBand --forceExit',
      '--selectProjects guarded --runInBand --forceExit',
    ],
  );
  assert.match(output, /^faults saw --short$/m);
  const [contract, conformance, , guarded] = jest;
  assert.deepEqual([contract.NATS_URL, contract.hasPassword, contract.PARLEY_TEST_DATA], [servers.env.NATS_URL, true, data]);
  const gateway = { RATE_LIMIT_SCALE: '1000', LOG_LEVEL: 'warn', PARLEY_DATA: path.join(data, 'fleet') };
  assert.deepEqual(conformance.fleet, [
    { INSTANCE: 'gateway-1', ...gateway },
    { INSTANCE: 'gateway-2', ...gateway },
  ]);
  assert.equal(conformance.FLEET_DATA, gateway.PARLEY_DATA);
  assert.deepEqual(
    guarded.fleet,
    [1, 2].map((n) => ({ INSTANCE: `gateway-${n}`, RATE_LIMIT_SCALE: '1', LOG_LEVEL: 'debug', PARLEY_DATA: path.join(data, 'guarded') })),
  );
});

test('a failure does not keep the rest from running, and is what the run ends with', async () => {
  const { code, output, jest, summary } = await suite([], { FIXTURE_FAILS: 'conformance' });
  assert.equal(code, 1);
  assert.deepEqual(summary, [
    '✓ check',
    '✓ unit, contract',
    '✓ declared errors',
    '✓ fleet',
    '✗ conformance',
    '✓ e2e',
    '✓ logs',
    '✓ guarded fleet',
    '✓ guarded',
    '✓ guarded logs',
    '✓ faults',
    '✓ tools',
  ]);
  assert.equal(jest.length, 4);
  assert.match(output, /Failed: conformance\.\n$/);
});

test('a fleet that does not start fails the run, and no black-box test is tried', async () => {
  const { code, output, jest } = await suite([], { FIXTURE_DIES: 'ai' });
  assert.equal(code, 1);
  assert.equal(jest.length, 1);
  assert.match(output, /ai died 5 times before it was ready[^]*Failed: fleet, guarded fleet\.\n$/);
});

test('a path runs alone, with a fleet where it needs one', async () => {
  const unit = await suite(['apps/user/src/a.spec.ts', '-t', 'name']);
  assert.equal(unit.code, 0, unit.output);
  assert.deepEqual(
    unit.jest.map(({ args, fleet }) => [args, fleet.length]),
    [['apps/user/src/a.spec.ts -t name', 0]],
  );
  const conformance = await suite(['apps/gateway/test/v1']);
  assert.deepEqual(
    conformance.jest.map(({ args, fleet }) => [args, fleet.length]),
    [['apps/gateway/test/v1 --forceExit', 2]],
  );
  const tools = await suite(['tools/one.test.mjs']);
  assert.equal(tools.code, 0, tools.output);
  assert.match(tools.output, /the tools work/);
});
