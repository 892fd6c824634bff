import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { filesUnder } from './files.mjs';
import { plantTree, root } from './planted-tree.mjs';

/** Every app, by its folder. */
export const apps = [...new Set(filesUnder(root, 'apps', /^apps\/[^/]+\/tsconfig\.app\.json$/).map((file) => file.split('/')[1]))];

/**
 * What an app's config class says about its environment.
 * @typedef {object} AppConfig
 * @property {readonly string[]} known every variable it reads
 * @property {(env: Record<string, string>) => readonly string[]} problems as the app would list them at its start
 */

/**
 * The config classes themselves, compiled and loaded: what they refuse here is what they refuse in production.
 * @param {import('node:test').TestContext} test
 * @returns {Promise<Map<string, AppConfig>>} by app; apps without a config class are left out
 */
export async function loadConfigClasses(test) {
  const written = apps.filter((app) => existsSync(path.join(root, configFile(app))));
  const lines = written.map((app, index) => `export * as app${index} from './${configFile(app)}';`);
  const folder = plantTree(test, {}, ['package.json']);
  const outfile = path.join(folder, 'classes.mjs');
  await build({
    stdin: {
      contents: [...lines, `export { loadConfig } from '@parley/runtime';`, `export { getMetadataStorage } from 'class-validator';`].join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    tsconfig: path.join(root, 'tsconfig.base.json'),
    alias: Object.fromEntries(
      ['contracts', 'runtime', 'transport', 'persistence'].map((lib) => [`@parley/${lib}`, path.join(root, `libs/${lib}/src/index.ts`)]),
    ),
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  const { loadConfig, getMetadataStorage, ...modules } = await import(pathToFileURL(outfile).href);
  const toConfig = (index) => {
    const type = Object.values(modules[`app${index}`]).find((value) => typeof value === 'function' && /^class .*Config\b/.test(String(value)));
    const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
    return { known: [...new Set(metadata.map(({ propertyName }) => propertyName))], problems: (env) => problemsOf(() => loadConfig(type, env)) };
  };
  return new Map(written.map((app, index) => [app, toConfig(index)]));
}

const configFile = (app) => `apps/${app}/src/${app}.config.ts`;

function problemsOf(load) {
  try {
    load();
    return [];
  } catch (error) {
    if (error.problems) return error.problems;
    throw error;
  }
}
