// The rules of eslint.config.js, each seen catching a planted violation, and seen sparing what is allowed.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import { plantTree } from './planted-tree.mjs';

const controller = `import { Controller } from '@nestjs/common';
import { Clock } from './clock.js';

@Controller()
export class TimeController {
  constructor(private readonly clock: Clock) {}

  now(): number {
    return this.clock.now();
  }
}
`;

/** Path → [the file, the rules it breaks, in order of name]. */
const files = {
  'apps/user/src/clock.ts': ['export class Clock {\n  now(): number {\n    return Date.now();\n  }\n}\n'],
  // The metadata of its constructor needs the value import that looks like a type's.
  'apps/user/src/time.controller.ts': [controller],
  'apps/user/src/user.config.ts': [`export const port = process.env['PORT'];\n`],
  'apps/user/src/main.ts': [`export const environment = process.env;\n`],
  'apps/user/src/migrations/1763600000000-create-user.ts': ['export const sql = 1;\n'],
  'apps/user/test/rename.contract-spec.ts': [`export const url = process.env['POSTGRES_URL'];\n`],
  'libs/transport/src/ask.ts': [`export { ClientProxy } from '@nestjs/microservices';\n`],

  'apps/user/src/a.ts': ['export const parse = (text: any): string => String(text);\n', '@typescript-eslint/no-explicit-any'],
  'apps/user/src/b.ts': ['export const go = (): void => {\n  Promise.resolve();\n};\n', '@typescript-eslint/no-floating-promises'],
  'apps/user/src/c.ts': [
    'export const go = (): void => {\n  [1].forEach(async () => Promise.resolve());\n};\n',
    '@typescript-eslint/no-misused-promises',
  ],
  'apps/user/src/d.ts': [`import { Clock } from './clock.js';\nexport type Watch = Clock;\n`, '@typescript-eslint/consistent-type-imports'],
  'apps/user/src/e.ts': [`export const line = 1;\n` + '//\n'.repeat(200), 'max-lines'],
  'apps/user/src/f.ts': [
    'export class Six {\n  constructor(\n    readonly a: 1,\n    readonly b: 1,\n    readonly c: 1,\n    readonly d: 1,\n    readonly e: 1,\n    readonly f: 1,\n  ) {}\n}\n',
    'no-restricted-syntax',
  ],
  'apps/user/src/g.ts': ['export enum Colour {\n  Red,\n}\n', 'no-restricted-syntax'],
  'apps/user/src/h.ts': ['export default 1;\n', 'no-restricted-syntax'],
  'apps/user/src/i.ts': ['const one = 1;\nexport { one as default };\n', 'no-restricted-syntax'],
  'apps/user/src/j.ts': ['export class Mill {\n  process(): void {}\n}\n', 'no-restricted-syntax'],
  'apps/user/src/k.ts': [`export const port = process.env['PORT'];\n`, 'no-restricted-properties'],
  'apps/user/src/l.ts': [`export { env } from 'node:process';\n`, 'no-restricted-imports'],
  'apps/user/src/m.ts': [`export { ClientProxy } from '@nestjs/microservices';\n`, 'no-restricted-imports'],
  'apps/user/src/n.ts': ['export class UserManager {}\n', 'parley/class-name'],
  'apps/user/src/o.ts': [`export const say = (): void => console.log('x');\n`, 'no-console'],
  'apps/user/src/p.ts': ['// TODO: later\nexport const q = 1;\n', 'no-warning-comments'],
  'apps/user/src/user.service.ts': ['export const q = 1;\n', 'parley/file-name'],
  'apps/user/src/userName.ts': ['export const q = 1;\n', 'parley/file-name'],
  'apps/user/src/migrations/create-user.ts': ['export const q = 1;\n', 'parley/file-name'],
  'apps/user/test/rename.test.ts': ['export const q = 1;\n', 'parley/file-name'],
  'libs/runtime/src/json.parser.ts': ['export const q = 1;\n', 'parley/file-name'],
};

test('each file breaks the rules it is meant to break, and no other', async (context) => {
  const contents = Object.fromEntries(Object.entries(files).map(([name, [content]]) => [name, content]));
  const copied = ['eslint.config.js', 'package.json', 'tsconfig.base.json', 'tsconfig.json', 'tools/checks/lint-rules.mjs'];
  const folder = plantTree(context, contents, copied);
  const { default: config } = await import(pathToFileURL(path.join(folder, 'eslint.config.js')).href);
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: config });
  const results = await eslint.lintFiles(['apps', 'libs']);
  const found = results.map(({ filePath, messages }) => [
    path.relative(folder, filePath),
    messages.map(({ ruleId, message }) => ruleId ?? message).sort(),
  ]);
  const expected = Object.entries(files).map(([name, [, ...rules]]) => [name, rules]);
  assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected));
});
