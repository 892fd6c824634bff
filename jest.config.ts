/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

const project = (displayName: string, testMatch: string[], extra: Partial<Config> = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '^@parley/(.*)$': '<rootDir>/libs/$1/src/index.ts' },
  ...extra,
});

const config: Config = {
  projects: [
    project('unit', ['<rootDir>/{apps,libs}/*/src/**/*.spec.ts']),
    project('contract', ['<rootDir>/{apps,libs}/*/test/**/*.contract-spec.ts']),
    project('conformance', ['<rootDir>/apps/gateway/test/**/*.conformance-spec.ts']),
    project('e2e', ['<rootDir>/apps/gateway/test/e2e/**/*.e2e-spec.ts']),
    project('guarded', ['<rootDir>/apps/gateway/test/guarded/**/*.e2e-spec.ts']),
  ],
  collectCoverageFrom: ['{apps,libs}/*/src/**/*.ts', '!**/main.ts', '!**/*.spec.ts', '!**/migrations/**'],
  coverageProvider: 'v8',
  testTimeout: 15_000,
  // One process would load every service's modules over and over into the same heap.
  maxWorkers: 2,
  workerIdleMemoryLimit: '768MB',
};

export default config;
