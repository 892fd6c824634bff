import assert from 'node:assert/strict';
import test from 'node:test';
import { readOptions } from '../options.mjs';
import { planOf, scenarios } from '../plan.mjs';

test('without options: everything, three times', () => {
  const options = readOptions([]);
  assert.deepEqual(options.targets, ['parley', 'composed', 'bare', 'ejabberd']);
  assert.equal(options.repeats, 3);
  assert.deepEqual([...new Set(planOf(options).map(({ scenario }) => scenario))], scenarios);
});

test('--quick is one repeat of less; --only keeps what it names', () => {
  const options = readOptions(['--quick', '--only', 'room,cold']);
  assert.equal(options.repeats, 1);
  const plan = planOf(options);
  assert.deepEqual([...new Set(plan.map(({ scenario }) => scenario))], ['room', 'cold']);
  assert.ok(plan[0].load.seconds < planOf(readOptions([]))[0].load.seconds);
});

test('what nobody knows is refused in a sentence', () => {
  assert.throws(() => readOptions(['--only', 'rooms']), /--only knows direct, room, connect, idle, login, me, cold; "rooms" is none of them/);
  assert.throws(() => readOptions(['--repeats', 'x']), /--repeats must be a whole number/);
  assert.throws(() => readOptions(['--fast']), /--fast/);
});
