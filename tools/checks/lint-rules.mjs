// The rules of this house that no published plugin has. They look at names only, so they cost nothing.

/** What a file may be, beside a plain noun: a closed list (ADR 9). */
const roles = [
  ...['module', 'rpc', 'events', 'use-case', 'query', 'policy', 'repository', 'entity', 'config', 'controller', 'dto', 'presenter', 'ids'],
  ...['errors', 'gateway', 'view', 'contract', 'envelope', 'page', 'session', 'dialect', 'registry', 'filter', 'guard', 'resolver', 'pipe'],
  ...['adapter', 'decorator', 'harness', 'data-source', 'viewer', 'signals', 'port', 'client', 'codec'],
];

const noun = '[a-z0-9]+(?:-[a-z0-9]+)*';
const role = `(?:${roles.join('|')})`;

/** Folder → what its files are called; the first that fits decides. */
const namings = [
  {
    folder: /\/migrations\/[^/]+$/,
    name: /^\d{13}-[a-z0-9]+(?:-[a-z0-9]+)+\.ts$/,
    wanted: '<13 digit timestamp>-<verb>-<noun>.ts',
  },
  {
    folder: /(?:^|\/)(?:apps|libs)\/[^/]+\/src\/.+$/,
    // A decorator of a role is the one thing with two: v1.controller.decorator.ts.
    name: new RegExp(`^${noun}(?:\\.${role}(?:\\.decorator)?)?(?:\\.spec)?\\.ts$`),
    wanted: '<kebab-noun>[.<role>][.spec].ts with a role that tools/checks/lint-rules.mjs lists',
  },
  {
    folder: /(?:^|\/)(?:apps|libs)\/[^/]+\/test\/.+$/,
    name: new RegExp(`^${noun}(?:\\.${role}|\\.(?:contract|conformance|e2e)-spec)?\\.ts$`),
    wanted: '<kebab-noun>[.<role>].ts, or .contract-spec.ts, .conformance-spec.ts, .e2e-spec.ts',
  },
];

const fileName = {
  meta: { type: 'problem', schema: [], messages: { name: '{{file}} is not called {{wanted}}.' } },
  create: (context) => ({
    Program(node) {
      const file = context.filename.replaceAll('\\', '/');
      const naming = namings.find(({ folder }) => folder.test(file));
      const name = file.slice(file.lastIndexOf('/') + 1);
      if (naming && !naming.name.test(name)) context.report({ node, messageId: 'name', data: { file: name, wanted: naming.wanted } });
    },
  }),
};

/** Words that say nothing about what a class is for; matched as whole words of a PascalCase name. */
const emptyWord = /(Manager|Helper|Util|Common|Base|Data|Info|Impl)s?(?![a-z])/;

const className = {
  meta: { type: 'problem', schema: [], messages: { name: '"{{word}}" says nothing: name {{name}} by what it does.' } },
  create: (context) => ({
    'ClassDeclaration[id], ClassExpression[id]'(node) {
      const word = emptyWord.exec(node.id.name)?.[0];
      if (word) context.report({ node: node.id, messageId: 'name', data: { word, name: node.id.name } });
    },
  }),
};

export const parley = { meta: { name: 'parley' }, rules: { 'file-name': fileName, 'class-name': className } };
