import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { apps } from '../../fleet/services.mjs';

/** A checkout with a lock file, a build, a pretended jest and eight tiny services, as fresh as from git clone. */
export class Fixture {
  root = mkdtempSync(path.join(tmpdir(), 'parley-tools-'));

  constructor() {
    this.write(
      'build.mjs',
      "import { cpSync } from 'node:fs';\nfor (const folder of ['apps', 'libs']) cpSync(folder, `dist/${folder}`, { recursive: true });\n",
    );
    this.write(
      'libs/contracts/src/index.js',
      'export const auth = {};\nexport const file = {};\nexport const notification = {};\nexport const user = {};\n',
    );
    this.write('tools/one.test.mjs', `import { test } from 'node:test';\ntest('the tools work', () => {});\n`);
    this.write('tools/faults.mjs', `console.log('faults saw', process.argv.slice(2).join(' '));\n`);
    this.dependOn('jest');
    this.copy('fixture-jest.js', 'jest/bin/jest.js');
    for (const app of apps) this.copy('fixture-service.js', `apps/${app}/src/main.js`);
  }

  /**
   * Makes package.json and package-lock.json name these packages, which are folders beside them.
   * @param {string[]} names
   */
  dependOn(...names) {
    const each = (/** @type {(name: string) => [string, unknown][]} */ entries) => Object.fromEntries(names.flatMap(entries));
    const about = { name: 'fixture', version: '1.0.0', dependencies: each((name) => [[name, `file:${name}`]]) };
    const installed = each((name) => [
      [name, { version: '1.0.0' }],
      [`node_modules/${name}`, { resolved: name, link: true }],
    ]);
    const scripts = { build: 'node build.mjs', check: 'echo checked' };
    this.write('package.json', JSON.stringify({ ...about, private: true, type: 'module', scripts }));
    this.write('package-lock.json', JSON.stringify({ ...about, lockfileVersion: 3, requires: true, packages: { '': about, ...installed } }));
    for (const name of names) this.write(`${name}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module' }));
  }

  /**
   * @param {string} file below the root
   * @param {string} text
   */
  write(file, text) {
    writeFileSync(this.#place(file), text);
  }

  /**
   * @param {string} source beside this file
   * @param {string} file below the root
   */
  copy(source, file) {
    copyFileSync(new URL(source, import.meta.url), this.#place(file));
  }

  remove() {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** @param {string} file */
  #place(file) {
    const place = path.join(this.root, file);
    mkdirSync(path.dirname(place), { recursive: true });
    return place;
  }
}
