// One direction (ARCHITECTURE.md): app → persistence → transport → contracts; nothing points up or sideways.
// tools/architecture.test.mjs plants a violation of every rule here and sees it caught.

const tests = String.raw`\.spec\.ts$`;
/** A package by its folder, wherever node_modules lies. */
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

/** Production code of a library: its specs may use what they like. */
const library = (name) => ({ path: `^libs/${name}/src/`, pathNot: tests });

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two modules that need each other are one module, or hide a third. Type-only imports count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'What cannot be resolved cannot be judged: every rule would pass in silence.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'only-listed-packages',
      comment: 'A package that package.json does not list comes and goes with the packages that do.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-packages-in-production',
      comment: 'The image holds production dependencies only.',
      severity: 'error',
      from: { path: '^(apps|libs)/[^/]+/src/', pathNot: [tests, '^libs/testing/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'apps-are-strangers',
      comment: 'Apps meet in contracts, over NATS.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'contracts-depend-on-nothing',
      comment: 'Both sides of every border load them: no Nest, no Node, no other library.',
      severity: 'error',
      from: library('contracts'),
      to: { pathNot: ['^libs/contracts/src/', packages('class-validator', 'class-transformer', 'reflect-metadata')] },
    },
    {
      name: 'runtime-stands-alone',
      severity: 'error',
      from: library('runtime'),
      to: { path: '^libs/', pathNot: '^libs/runtime/' },
    },
    {
      name: 'transport-knows-contracts-and-runtime',
      severity: 'error',
      from: library('transport'),
      to: { path: '^libs/', pathNot: '^libs/(contracts|runtime|transport)/' },
    },
    {
      name: 'persistence-knows-contracts-runtime-and-transport',
      severity: 'error',
      from: library('persistence'),
      to: { path: '^libs/', pathNot: '^libs/(contracts|runtime|transport|persistence)/' },
    },
    {
      name: 'dialects-know-contracts-only',
      comment: 'A dialect translates: no database, no NATS, no Redis.',
      severity: 'error',
      from: { path: '^apps/gateway/src/dialects/' },
      to: { path: ['^libs/persistence/', packages('typeorm', 'pg', 'nats', '@nats-io', 'ioredis', '@socket\\.io/redis-adapter')] },
    },
    {
      name: 'dialects-are-strangers',
      comment: 'Sameness between dialects is coincidence until the third time, and then belongs to views/ or contracts/.',
      severity: 'error',
      from: { path: '^apps/gateway/src/dialects/([^/]+)/' },
      to: { path: '^apps/gateway/src/dialects/[^/]+/', pathNot: '^apps/gateway/src/dialects/$1/' },
    },
    {
      name: 'testing-stays-in-tests',
      severity: 'error',
      from: { path: '^(apps|libs)/[^/]+/src/', pathNot: [tests, '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
