import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { transformFileSync } from '@swc/core';
import { planted, plants } from './plants.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');
const builtFrom = (file) => path.join(root, file.replace(/\.js$/, '.ts'));

for (const plant of plants) {
  test(`"${plant.name}" applies to what is built of now`, () => {
    assert.ok(existsSync(builtFrom(plant.file)));
    const { code } = transformFileSync(builtFrom(plant.file), { cwd: root, root, configFile: path.join(root, '.swcrc'), sourceMaps: false });
    assert.ok(planted(plant, code).includes(plant.replace));
  });
}

test('a plant whose place is gone, or there twice, says so', () => {
  const plant = { ...plants[0], find: 'here' };
  assert.throws(() => planted(plant, 'nowhere to be found'.replace('here', 'HERE')), /does not apply/);
  assert.throws(() => planted(plant, 'here and here'), /does not apply/);
  assert.equal(planted({ ...plant, replace: 'there' }, 'it is here.'), 'it is there.');
});

test('planted text is the same but for the bug', () => {
  const [plant] = plants;
  const text = `before ${plant.find} after`;
  assert.equal(planted(plant, text), `before ${plant.replace} after`);
  assert.equal(readFileSync(builtFrom(plant.file), 'utf8').includes(plant.replace), false);
});
