// Dockerfile, docker-compose.yml and .env.example, against each other and against the config classes of the apps.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { passwordVariable, storingServices } from '../database/schemas.mjs';
import { asStrings, parseEnv, readCompose, resolveCompose, variablesOf } from './compose.mjs';
import { apps, loadConfigClasses } from './config-classes.mjs';
import { isPinned, readDockerfile } from './images.mjs';
import { root } from './planted-tree.mjs';
import { sampleOf } from './samples.mjs';

const text = readCompose(root);
const variables = variablesOf(text);
const example = parseEnv(readFileSync(path.join(root, '.env.example'), 'utf8'));
const filled = Object.fromEntries(
  Object.entries(example).map(([name, value]) => [name, value || (variables.get(name)?.isRequired ? sampleOf(name) : '')]),
);
const { services, networks } = resolveCompose(text, filled);

/** What is right as it is in a container, is for several fleets that share servers, or for tests alone; compose need not offer it. */
const leftToDefaults = [
  'INSTANCE',
  'HEALTH_PORT',
  'HEALTH_HOST',
  'DATABASE_POOL',
  'PARLEY_DATA',
  'NATS_PREFIX',
  'ROOMS_PREFIX',
  'LINK_PREVIEW_ALLOWED_ADDRESSES',
];

test('every app is in the fleet and is started by its own main', () => {
  assert.equal(apps.length, 8);
  for (const app of apps) assert.deepEqual(services[app]?.command, [`dist/apps/${app}/src/main.js`], app);
});

test('each app is given what its config class asks for, and nothing it does not know', async (context) => {
  const classes = await loadConfigClasses(context);
  for (const app of apps) {
    assert.ok(classes.has(app), `apps/${app}/src/${app}.config.ts is missing`);
    const { known, problems } = classes.get(app);
    const given = asStrings(services[app].environment);
    assert.deepEqual(problems({ ...readDockerfile(root).environment, ...given }), [], `${app} would not start`);
    assert.deepEqual(
      Object.keys(given).filter((name) => !known.includes(name)),
      [],
      `${app} does not read these`,
    );
    const unreachable = known.filter((name) => !(name in given) && !leftToDefaults.includes(name));
    assert.deepEqual(unreachable, [], `${app} reads these, and compose does not pass them on`);
  }
});

test('a missing or wrong variable would be found', async (context) => {
  const gateway = (await loadConfigClasses(context)).get('gateway');
  const given = asStrings(services.gateway.environment);
  assert.notDeepEqual(gateway.problems({ ...given, REDIS_URL: '' }), []);
  assert.notDeepEqual(gateway.problems({ ...given, PORT: 'eight' }), []);
  assert.ok(!gateway.known.includes('REDIS_ADDRESS'));
});

test('.env.example documents what compose reads, no more and no less', () => {
  assert.deepEqual(Object.keys(example).sort(), [...variables.keys()].sort());
});

test('no secret has a default, and what has none stops compose by name', () => {
  const secret = /PASSWORD|_KEY$|_USER$|SECRET/;
  for (const [name, { isRequired, fallback }] of variables) {
    if (secret.test(name)) assert.ok(isRequired || fallback === '', `${name} must be \${${name}:?…}, or empty where it is optional`);
    assert.equal(example[name], fallback, `${name} in .env.example`);
    if (isRequired) assert.throws(() => resolveCompose(text, { ...filled, [name]: '' }), new RegExp(`^Error: ${name} is missing: .*\\.env`));
  }
});

test('the bootstrap gets a password for every role, the one its app connects with', () => {
  const { environment } = services.bootstrap;
  for (const service of storingServices) {
    const password = environment[passwordVariable(service)];
    assert.ok(password, passwordVariable(service));
    const url = new URL(services[service].environment.DATABASE_URL);
    assert.deepEqual([url.username, url.password], [`parley_${service.replaceAll('-', '_')}`, password]);
  }
});

test('only the gateway is published, and the servers have no way out', () => {
  assert.deepEqual(
    Object.keys(services).filter((name) => services[name].ports),
    ['gateway'],
  );
  assert.equal(networks.infrastructure.internal, true);
  for (const name of ['postgres', 'nats', 'redis', 'minio', 'bootstrap']) assert.deepEqual(services[name].networks, ['infrastructure'], name);
});

test('every service waits for what it cannot do without', () => {
  for (const [name, { depends_on: dependencies = {} }] of Object.entries(services)) {
    for (const [other, { condition }] of Object.entries(dependencies)) {
      assert.equal(condition, other === 'bootstrap' ? 'service_completed_successfully' : 'service_healthy', `${name} → ${other}`);
      assert.ok(other === 'bootstrap' || services[other].healthcheck?.test, `${other} has no health check`);
    }
    if (storingServices.includes(name)) assert.ok(dependencies.bootstrap && dependencies.nats, name);
  }
});

test('images say exactly which they are', () => {
  for (const moving of ['node', 'node:latest', 'node:24-slim', 'postgres:16', 'redis:7.2-alpine']) assert.ok(!isPinned(moving), moving);
  const ours = /^parley:/;
  const used = [...readDockerfile(root).images, ...Object.values(services).map(({ image }) => image)].filter((image) => !ours.test(image));
  assert.deepEqual(
    used.filter((image) => !isPinned(image)),
    [],
  );
});

test('the image is small, harmless and able to say how it is', () => {
  const { last, stages } = readDockerfile(root);
  const one = (instruction) => last.findLast((line) => line.startsWith(`${instruction} `)) ?? '';
  assert.ok(stages.length >= 3);
  assert.equal(stages.at(-1), '', 'the last stage is the one that is shipped');
  assert.match(one('USER'), /^USER [1-9]\d*:[1-9]\d*$/);
  assert.match(one('HEALTHCHECK'), /HEALTH_PORT.*\/health\/ready/);
  assert.deepEqual([one('ENTRYPOINT'), one('CMD')], ['ENTRYPOINT ["node", "--enable-source-maps"]', 'CMD ["dist/apps/gateway/src/main.js"]']);
  assert.ok(!last.some((line) => /^RUN .*(npm|curl)/.test(line)), 'nothing is fetched in the image that is shipped');
  assert.deepEqual(
    last.filter((line) => /^RUN .*apt/.test(line)),
    ['RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*'],
    'of Debian it has what the file service runs, and nothing beside it',
  );
  const copied = last
    .filter((line) => line.startsWith('COPY '))
    .flatMap((line) =>
      line
        .split(' ')
        .filter((word) => word !== 'COPY' && !word.startsWith('--'))
        .slice(0, -1),
    );
  for (const source of copied.filter((word) => !word.startsWith('/'))) assert.ok(existsSync(path.join(root, source)), `${source} is not there`);
});
