// k8s/: both overlays are built and held against the API's types, the apps' config classes and the rules of k8s/README.md.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test, { describe } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { passwordVariable, storingServices } from '../database/schemas.mjs';
import { apps, loadConfigClasses } from './config-classes.mjs';
import { filesUnder } from './files.mjs';
import { isPinned } from './images.mjs';
import { buildOverlay, findKustomize } from './kustomize.mjs';
import { typeFaults } from './manifests.mjs';
import { root } from './planted-tree.mjs';
import { askedSecrets, environmentOf, find, listedSecrets, podsOf, weaknesses } from './pods.mjs';
import { sampleOf } from './samples.mjs';

const kustomize = findKustomize();
const skip = kustomize ? false : 'neither kustomize nor a kubectl from 1.22 on is on this machine';

const readme = readFileSync(path.join(root, 'k8s/README.md'), 'utf8');

/** A Secret's value: in dev the one that is generated; in production whoever installs makes it, as the README says. */
const secretsOf = {
  dev: (objects) => (name, key) => {
    const { data = {}, stringData = {} } = find(objects, 'Secret', name) ?? {};
    return stringData[key] ?? (data[key] && Buffer.from(data[key], 'base64').toString());
  },
  production: () => (name, key) => {
    const rows = readme.split('\n').filter((line) => line.split('|')[1]?.includes(`\`${name}\``));
    return rows.some((line) => line.includes(`\`${key}\``)) ? sampleOf(key) : undefined;
  },
};

/** Variable → the server whose address it holds. */
const serverOf = { DATABASE_URL: 'postgres', POSTGRES_URL: 'postgres', REDIS_URL: 'redis', S3_URL: 's3' };

test('every manifest is YAML', () => {
  for (const file of filesUnder(root, 'k8s', /\.ya?ml$/)) {
    const faults = parseAllDocuments(readFileSync(path.join(root, file), 'utf8')).flatMap(({ errors }) => errors);
    assert.deepEqual(faults, [], file);
  }
});

test('a manifest the API would refuse is found', (context) => {
  const deployment = (spec) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'planted' },
    spec: { selector: {}, template: { spec: { containers: [{ name: 'app', ...spec }] } } },
  });
  assert.deepEqual(typeFaults(context, [deployment({})]), []);
  assert.match(typeFaults(context, [deployment({ livenesProbe: {} })]).join(), /Deployment planted: .*livenesProbe/);
  assert.match(typeFaults(context, [deployment({ tty: 'yes' })]).join(), /not assignable to type 'boolean/);
  assert.match(typeFaults(context, [{ apiVersion: 'apps/v1', kind: 'Deploy', metadata: { name: 'planted' } }]).join(), /no such kind/);
});

test('a pod that is not hardened is found', () => {
  const owner = { kind: 'Deployment', metadata: { name: 'planted' } };
  assert.equal(weaknesses({ owner, spec: { containers: [{}] } }).length, 7);
});

for (const overlay of ['dev', 'production']) {
  describe(`overlay ${overlay}`, { skip }, () => {
    const objects = kustomize ? buildOverlay(kustomize, root, overlay) : [];
    const pods = podsOf(objects);

    test('is what the API takes', (context) => {
      assert.ok(objects.length > 40);
      assert.deepEqual(typeFaults(context, objects), []);
    });

    test('has everything for every app, each part meant for its pods', () => {
      for (const app of apps) {
        const part = (kind) => find(objects, kind, app) ?? assert.fail(`${kind} ${app} is missing`);
        const labels = { 'app.kubernetes.io/name': app };
        const { selector, template, replicas } = part('Deployment').spec;
        assert.deepEqual(selector.matchLabels, labels);
        assert.equal(template.metadata.labels['app.kubernetes.io/name'], app);
        assert.equal(replicas, undefined, 'the autoscaler decides');
        for (const spread of template.spec.topologySpreadConstraints) assert.deepEqual(spread.labelSelector.matchLabels, labels);
        assert.deepEqual(part('Service').spec.selector, labels);
        assert.deepEqual(part('PodDisruptionBudget').spec.selector.matchLabels, labels);
        assert.deepEqual(part('NetworkPolicy').spec.podSelector.matchLabels, labels);
        assert.equal(part('HorizontalPodAutoscaler').spec.scaleTargetRef.name, app);
      }
    });

    test('runs each app by its main, with probes and time to drain', () => {
      for (const app of apps) {
        const { containers, terminationGracePeriodSeconds: grace } = find(objects, 'Deployment', app).spec.template.spec;
        const [{ args, ports, startupProbe, livenessProbe, readinessProbe, lifecycle }] = containers;
        assert.deepEqual(args, [`dist/apps/${app}/src/main.js`]);
        assert.ok(ports.some(({ name, containerPort }) => name === 'health' && containerPort === 9000));
        assert.deepEqual(
          [startupProbe, livenessProbe].map(({ httpGet }) => httpGet),
          Array(2).fill({ path: '/health/live', port: 'health' }),
        );
        assert.deepEqual(readinessProbe.httpGet, { path: '/health/ready', port: 'health' });
        assert.equal(grace, 30);
        // libs/runtime gives up 24 s after SIGTERM, which comes after the hook.
        assert.ok((lifecycle?.preStop.sleep.seconds ?? 0) + 24 < grace);
      }
    });

    test('gives each app what its config class asks for, and nothing it does not know', async (context) => {
      const classes = await loadConfigClasses(context);
      for (const app of apps) {
        assert.ok(classes.has(app), `apps/${app}/src/${app}.config.ts is missing`);
        const { known, problems } = classes.get(app);
        const { env, broken } = environmentOf(objects, find(objects, 'Deployment', app).spec.template.spec, secretsOf[overlay](objects));
        assert.deepEqual(broken, [], `${app} refers to what is not there`);
        assert.deepEqual(problems(env), [], `${app} would not start`);
        assert.deepEqual(
          Object.keys(env).filter((name) => !known.includes(name)),
          [],
          `${app} does not read these`,
        );
        assert.equal(env.HEALTH_PORT, '9000');
      }
    });

    test('tells all who ask where gateway and front end are the same', async (context) => {
      const classes = await loadConfigClasses(context);
      for (const variable of ['PUBLIC_URL', 'APP_URL']) {
        const told = apps
          .filter((app) => classes.get(app)?.known.includes(variable))
          .map((app) => environmentOf(objects, find(objects, 'Deployment', app).spec.template.spec, secretsOf[overlay](objects)).env[variable]);
        assert.ok(told.length > 1);
        assert.deepEqual(told, Array(told.length).fill(told[0]), variable);
      }
    });

    test('gives the bootstrap every password', () => {
      const { env, broken } = environmentOf(objects, find(objects, 'Job', 'bootstrap').spec.template.spec, secretsOf[overlay](objects));
      assert.deepEqual(broken, []);
      assert.deepEqual(Object.keys(env).sort(), ['POSTGRES_URL', ...storingServices.map(passwordVariable)].sort());
    });

    test('hardens every pod and pins every image', () => {
      assert.ok(pods.length >= apps.length + 1);
      assert.deepEqual(pods.flatMap(weaknesses), []);
      const images = pods.flatMap(({ spec }) => spec.containers.map(({ image }) => image));
      assert.deepEqual(
        images.filter((image) => !isPinned(image) && image !== 'parley:development'),
        [],
      );
    });

    test('lets nothing in or out that no policy names', () => {
      const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
      const closed = policies.find(({ spec }) => Object.keys(spec.podSelector).length === 0 && !spec.ingress && !spec.egress);
      assert.deepEqual(closed?.spec.policyTypes, ['Ingress', 'Egress']);
      const open = policies.filter(({ spec }) => (spec.ingress ?? []).some(({ from }) => !from) || (spec.egress ?? []).some(({ to }) => !to));
      assert.deepEqual(
        open.map(({ metadata }) => metadata.name),
        ['gateway'],
      );
      assert.deepEqual(
        open[0].spec.ingress.filter(({ from }) => !from).flatMap(({ ports }) => ports.map(({ port }) => port)),
        ['public'],
      );
    });

    test('lets each pod reach the servers it has an address of, and no other', () => {
      for (const { owner, template } of pods) {
        const labels = Object.keys(template.metadata.labels).filter((label) => label.startsWith('parley/'));
        for (const label of labels) assert.ok(find(objects, 'NetworkPolicy', `to-${label.slice('parley/'.length)}`), label);
        const variables = (template.spec.containers[0].env ?? []).map(({ name }) => name);
        const reached = variables.flatMap((name) => serverOf[name] ?? []).map((server) => `parley/${server}`);
        assert.deepEqual(labels.filter((label) => /postgres|redis|s3/.test(label)).sort(), reached.sort(), owner.metadata.name);
      }
    });

    test('asks for the keys of Secrets that the README lists, no more and no less', () => {
      if (overlay === 'production') assert.deepEqual(askedSecrets(pods), listedSecrets(readme));
    });

    test('holds no Secret in production', () => {
      if (overlay === 'production')
        assert.deepEqual(
          objects.filter(({ kind }) => kind === 'Secret'),
          [],
        );
    });
  });
}
