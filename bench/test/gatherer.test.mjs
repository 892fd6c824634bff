import assert from 'node:assert/strict';
import test from 'node:test';
import { Gatherer } from '../limits/gatherer.mjs';

test('a lone input leaves alone; what comes while two batches are under way leaves together', async () => {
  const batches = [];
  const releases = [];
  const gatherer = new Gatherer(async (inputs) => {
    batches.push(inputs);
    await new Promise((resolve) => releases.push(resolve));
    return inputs.map((input) => input * 10);
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const answers = [gatherer.add(1)];
  await turn();
  answers.push(gatherer.add(2));
  await turn();
  answers.push(gatherer.add(3), gatherer.add(4));
  await turn();
  assert.deepEqual(batches, [[1], [2]]);
  releases[0]();
  await answers[0];
  await turn();
  assert.deepEqual(batches[2], [3, 4]);
  releases[1]();
  releases[2]();
  assert.deepEqual(await Promise.all(answers), [10, 20, 30, 40]);
});

test('a batch that fails fails each of its inputs, and the next goes on', async () => {
  const gatherer = new Gatherer(async (inputs) => {
    if (inputs.includes('bad')) throw new Error('no');
    return inputs;
  });
  await assert.rejects(gatherer.add('bad'), /no/);
  assert.equal(await gatherer.add('good'), 'good');
});
