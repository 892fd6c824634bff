import assert from 'node:assert/strict';
import test from 'node:test';
import { quantile, rounded, Samples, spread } from '../load/samples.mjs';

test('percentiles are nearest ranks of all samples, in any order', () => {
  const samples = new Samples();
  for (let ms = 100; ms >= 1; ms--) samples.add(ms);
  assert.deepEqual(samples.summary(), { count: 100, p50: 50, p95: 95, p99: 99, max: 100 });
});

test('no sample is lost when there are more than the first buffer holds', () => {
  const samples = new Samples();
  for (let ms = 1; ms <= 50_000; ms++) samples.add(ms);
  assert.deepEqual(samples.summary(), { count: 50_000, p50: 25_000, p95: 47_500, p99: 49_500, max: 50_000 });
});

test('of nothing there is no percentile', () => {
  assert.deepEqual(new Samples().summary(), { count: 0, p50: null, p95: null, p99: null, max: null });
});

test('one sample is every percentile', () => {
  assert.equal(quantile([7], 0.5), 7);
  assert.equal(quantile([7], 0.99), 7);
  assert.equal(quantile([7], 0), 7);
});

test('the median of an even number of repeats lies between the middle two', () => {
  assert.deepEqual(spread([4, 1, 3, 2]), { median: 2.5, min: 1, max: 4 });
  assert.deepEqual(spread([10, 2, 9]), { median: 9, min: 2, max: 10 });
});

test('repeats without a value do not count', () => {
  assert.deepEqual(spread([null, 5, undefined]), { median: 5, min: 5, max: 5 });
  assert.equal(spread([null, undefined]), null);
});

test('what is no number is rounded to null', () => {
  assert.equal(rounded(1.23456, 2), 1.23);
  assert.equal(rounded(0 / 0, 2), null);
  assert.equal(rounded(null, 2), null);
});
