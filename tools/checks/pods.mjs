/** The pod templates among an overlay's objects, with the object each belongs to. */
export const podsOf = (objects) =>
  objects.flatMap((owner) => (owner.spec?.template?.spec ? [{ owner, template: owner.spec.template, spec: owner.spec.template.spec }] : []));

/** @returns the object of that kind and name; undefined when there is none */
export const find = (objects, kind, name) => objects.find((object) => object.kind === kind && object.metadata.name === name);

/**
 * The variables of a pod's first container: values of ConfigMaps and literals as they are, secrets and pod fields by
 * `secret(name, key)`.
 * @returns {{ env: Record<string, string>, broken: string[] }} `broken`: what refers to nothing
 */
export function environmentOf(objects, { containers: [container] }, secret) {
  const broken = [];
  const env = {};
  for (const { configMapRef, secretRef } of container.envFrom ?? []) {
    const { name } = configMapRef ?? secretRef;
    const source = find(objects, configMapRef ? 'ConfigMap' : 'Secret', name);
    if (source) Object.assign(env, source.data);
    else broken.push(name);
  }
  for (const { name, value, valueFrom } of container.env ?? []) {
    const reference = valueFrom?.secretKeyRef;
    const held = reference && secret(reference.name, reference.key);
    if (reference && held === undefined) {
      if (!reference.optional) broken.push(`${reference.name}.${reference.key}`);
    } else if (reference) env[name] = held;
    else env[name] = valueFrom?.fieldRef ? 'pod' : value;
  }
  return { env, broken };
}

/** `secret.KEY` for each key of a Secret that pods ask for. */
export function askedSecrets(pods) {
  const references = pods
    .flatMap(({ spec }) => spec.containers)
    .flatMap(({ env = [] }) => env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []));
  return [...new Set(references.map(({ name, key }) => `${name}.${key}`))].sort();
}

/** The same of a table whose rows begin with the names of Secrets and go on with their keys. */
export function listedSecrets(markdown) {
  const wordsOf = (cell) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, word]) => word);
  const rows = markdown.split('\n').map((line) => line.split('|').slice(1, 3).map(wordsOf));
  return rows
    .filter(([, keys = []]) => keys.every((key) => /^[A-Z]/.test(key)))
    .flatMap(([secrets = [], keys = []]) => secrets.flatMap((secret) => keys.map((key) => `${secret}.${key}`)))
    .sort();
}

/**
 * What keeps a pod from being admitted under the restricted Pod Security Standard, or from being scheduled fairly.
 * @returns {string[]}
 */
export function weaknesses({ owner, spec }) {
  const faults = [];
  const demand = (holds, what) => holds || faults.push(`${owner.kind} ${owner.metadata.name}: ${what}`);
  demand(spec.automountServiceAccountToken === false, 'holds a token of the API');
  demand(spec.securityContext?.runAsNonRoot === true && spec.securityContext.runAsUser > 0, 'may run as root');
  demand(spec.securityContext?.seccompProfile?.type === 'RuntimeDefault', 'has no seccomp profile');
  for (const { securityContext = {}, resources = {} } of spec.containers) {
    demand(securityContext.readOnlyRootFilesystem === true, 'can write to its image');
    demand(securityContext.allowPrivilegeEscalation === false, 'may gain privileges');
    demand(securityContext.capabilities?.drop?.includes('ALL') && !securityContext.capabilities.add, 'keeps capabilities');
    demand(resources.requests?.cpu && resources.requests.memory && resources.limits?.memory, 'has no bounds');
  }
  return faults;
}
