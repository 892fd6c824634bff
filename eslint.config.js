import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { parley } from './tools/checks/lint-rules.mjs';

/** All that this Node knows; the list cannot go stale. */
const nodeGlobals = Object.fromEntries(Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly']));

const configFiles = ['eslint.config.js', 'jest.config.ts', '.dependency-cruiser.cjs'];

const noDefaultExports = [
  { selector: 'ExportDefaultDeclaration', message: 'Exports are named.' },
  { selector: 'ExportSpecifier[exported.name="default"]', message: 'Exports are named.' },
];

const shape = [
  { selector: 'TSEnumDeclaration', message: 'A union of strings instead of an enum.' },
  {
    selector: 'MethodDefinition[kind="constructor"][value.params.length>5]',
    message: 'At most 5 constructor parameters: split the class, or group what belongs together.',
  },
  {
    // A method that overrides one of a library has no choice of name.
    selector: 'MethodDefinition[key.name=/^(process|handle|do[A-Z].*)$/]:not([override=true])',
    message: 'Name the method by what it achieves, not by "process", "handle" or "do".',
  },
];

const noEnvironment = { paths: ['node:process', 'process'].map((name) => ({ name, importNames: ['env'], message: 'Read it in *.config.ts.' })) };

const noClientProxy = {
  name: '@nestjs/microservices',
  importNames: ['ClientProxy', 'ClientProxyFactory', 'ClientsModule', 'ClientNats', 'NatsRecordBuilder'],
  message: 'Services are asked through RpcClient of @parley/transport.',
};

const untyped = Object.fromEntries(
  ['no-unsafe-argument', 'no-unsafe-assignment', 'no-unsafe-call', 'no-unsafe-member-access', 'no-unsafe-return', 'unbound-method'].map((rule) => [
    `@typescript-eslint/${rule}`,
    'off',
  ]),
);

export default defineConfig(
  { ignores: ['dist/', 'coverage/', '.parley/', 'docs/', '**/node_modules/'] },
  js.configs.recommended,
  {
    languageOptions: { globals: nodeGlobals },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { parley },
    rules: {
      // `== null` is the one way to say "null or undefined".
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 200, skipBlankLines: false, skipComments: false }],
      'no-restricted-syntax': ['error', ...shape, ...noDefaultExports],
      'no-var': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack', 'for now'], location: 'anywhere' }],
      'prefer-const': 'error',
      'parley/class-name': 'error',
    },
  },
  { files: configFiles, rules: { 'no-restricted-syntax': ['error', ...shape] } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // Silent by itself in files with decorators, where the design:paramtypes metadata needs value imports; what must
      // be a type import there is an error of tsc (TS1272).
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-readonly': 'error',
      // An interface may demand a promise of a method that has nothing to wait for; async then also turns throws into rejections.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['{apps,libs}/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-imports': ['error', { paths: [...noEnvironment.paths, noClientProxy] }],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Only *.config.ts and main.ts read the environment.' }],
      'parley/file-name': 'error',
    },
  },
  { files: ['libs/transport/**/*.ts'], rules: { 'no-restricted-imports': ['error', noEnvironment] } },
  {
    files: ['**/*.config.ts', '**/main.ts', 'libs/testing/**/*.ts', '{apps,libs}/*/test/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [noClientProxy] }], 'no-restricted-properties': 'off' },
  },
  {
    // The answers of a black box have no type; the assertions are what checks them.
    files: ['**/*.spec.ts', '{apps,libs}/*/test/**/*.ts', 'libs/testing/**/*.ts'],
    rules: untyped,
  },
);
