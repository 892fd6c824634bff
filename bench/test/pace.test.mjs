import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { DueTimes, openLoop } from '../load/pace.mjs';

test('due times are evenly apart, from the start', () => {
  const times = new DueTimes(100, 1_000);
  assert.deepEqual(times.take(1_025), [
    { turn: 0, dueAt: 1_000 },
    { turn: 1, dueAt: 1_010 },
    { turn: 2, dueAt: 1_020 },
  ]);
  assert.deepEqual(times.take(1_029), []);
  assert.deepEqual(times.take(1_030), [{ turn: 3, dueAt: 1_030 }]);
});

test('a stall skips nothing: what it held up keeps the time at which it was due', () => {
  const times = new DueTimes(1_000, 0);
  times.take(10);
  const late = times.take(5_010);
  assert.equal(late.length, 5_000);
  assert.deepEqual(late[0], { turn: 11, dueAt: 11 });
  assert.deepEqual(late.at(-1), { turn: 5_010, dueAt: 5_010 });
});

test('due times do not drift, however many there are', () => {
  const times = new DueTimes(3, 0);
  const all = times.take(1_000_000);
  assert.equal(all.length, 3_001);
  assert.equal(all[3_000].dueAt, 1_000_000);
});

test('an open loop fires what is due, and nothing once stopped', async () => {
  const turns = [];
  const stop = openLoop(500, (turn) => turns.push(turn));
  while (turns.length < 10) await sleep(1);
  stop();
  const fired = turns.length;
  await sleep(20);
  assert.equal(turns.length, fired);
  assert.deepEqual(turns, [...turns.keys()]);
});
