import { beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@parley/testing';
import { Gatherer } from './gatherer.js';
import type { Outcome } from './wire.js';

describe('calls that travel together', () => {
  /** The batches that left, as the inputs they carry. */
  let batches: number[][];
  let answers: (() => void)[];
  let gatherer: Gatherer;

  beforeEach(() => {
    batches = [];
    answers = [];
    gatherer = new Gatherer((inputs) => {
      const batch = inputs.map(({ json }) => Number(json));
      batches.push(batch);
      return new Promise((resolve) => answers.push(() => resolve(batch.map((ok): Outcome<unknown> => ({ ok })))));
    });
  });

  const add = (from: number, count: number) => Promise.all(Array.from({ length: count }, (_, index) => gatherer.add(from + index, true)));
  const left = (count: number) => eventually(() => expect(batches).toHaveLength(count), 2_000);

  it('leave at once when none is under way, and together when they come together', async () => {
    const all = add(1, 3);
    await left(1);
    expect(batches).toEqual([[1, 2, 3]]);
    answers[0]?.();
    expect(await all).toEqual([{ ok: 1 }, { ok: 2 }, { ok: 3 }]);
  });

  it('wait for the answer to those before them, so that a busy fleet has few batches', async () => {
    const first = gatherer.add(1, true);
    await left(1);
    const later = [add(2, 5), add(7, 5)];
    answers[0]?.();
    await first;
    await left(2);
    expect(batches[1]).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    answers[1]?.();
    await Promise.all(later);
  });

  it('leave beside those under way when they are many', async () => {
    const first = gatherer.add(0, true);
    await left(1);
    const many = add(1, 16);
    await left(2);
    expect(batches[1]).toHaveLength(16);
    for (const answer of answers) answer();
    await Promise.all([first, many]);
  });

  it('leave beside those under way when these take long', async () => {
    const slow = gatherer.add(1, true);
    await left(1);
    const next = gatherer.add(2, true);
    await left(2);
    const third = gatherer.add(3, true);
    answers[1]?.();
    expect(await next).toEqual({ ok: 2 });
    await left(3);
    for (const answer of answers) answer();
    expect(await Promise.all([slow, third])).toEqual([{ ok: 1 }, { ok: 3 }]);
  });

  it('leave beside those under way when they did not fit into one batch', async () => {
    const many = add(0, 300);
    await left(2);
    expect(batches.map(({ length }) => length)).toEqual([256, 44]);
    for (const answer of answers) answer();
    await many;
  });
});
