import assert from 'node:assert/strict';
import test from 'node:test';
import { isClean, tableOf } from './results.mjs';

const catalogue = [{ name: 'kill nats', does: 'kill -9 of nats', windowSeconds: 15 }];
const run = (windowSeconds, lost) => ({
  fault: 'kill nats',
  acknowledged: 1_000,
  verdict: { lost, late: 0 },
  windowSeconds,
  healSeconds: 1,
  gapSeconds: 2,
  figures: { 'tail, s': windowSeconds },
  load: 0.8,
});

test('the table has a row per fault, with sums, the middle window and the worst, and leaves out what no fault of ours was', () => {
  const results = [run(0.4, 0), run(3.1, 1), run(0.2, 0), { ...run(9, 0), fault: 'a + b' }];
  assert.deepEqual(tableOf(results, catalogue).split('\n').slice(2), [
    '| kill -9 of nats | 3 | 3000 | 1 | 0 | 0.4 (3.1) | 15 | 1 (1) | 2 (2) | 0.8 (0.8) | tail, s: 3.1 |',
    '| in all | 3 | 3000 | 1 | 0 |  |  |  |  |  |  |',
  ]);
});

test('one piece of evidence breaks a run, unless it is not judged', () => {
  assert.deepEqual(
    [run(1, 0), run(1, 1)].map((one) => isClean(one)),
    [true, false],
  );
  assert.equal(isClean(run(1, 1), ['lost']), true);
  assert.equal(isClean(run(1, 1), ['late']), false);
});
