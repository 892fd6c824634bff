import assert from 'node:assert/strict';
import test from 'node:test';
import { Ledger, longestWindowOf, windowOf } from './ledger.mjs';

const act = (at, ms, outcome) => ({ what: 'edit', at, ms, outcome });

test('the window of a fault spans what failed or was late, and nothing of before it', () => {
  const ledger = new Ledger('abc');
  for (const one of [act(10, 50, 'unknown'), act(7_500, 50, 'unknown'), act(6_000, 2_100, 'ok'), act(7_000, 50, 'ok'), act(9_000, 1_900, 'ok')])
    ledger.noteAct(one);
  const troubles = ledger.troubles(5_000);
  assert.deepEqual(
    troubles.map(({ at }) => at),
    [6_000, 7_500],
  );
  assert.equal(windowOf(troubles), 1.5);
  assert.equal(windowOf(ledger.troubles(8_000)), 0);
});

test('knows the tokens of its own run only: rooms may hold what was said in an earlier one', () => {
  const [ledger, earlier] = [new Ledger('abc'), new Ledger('abd')];
  const token = ledger.tokenOf({ turn: 3 }, { hex: 'a'.repeat(24) }, 7);
  assert.equal(ledger.tokenIn(`${token} edited 5`), token);
  assert.equal(earlier.tokenIn(token), undefined);
  assert.equal(ledger.tokenIn('a first wave'), undefined);
  assert.equal(ledger.tokenIn(undefined), undefined);
});

test('an edit that was acknowledged is shown, unless a later one was, or one of no answer came late', () => {
  const ledger = new Ledger('abc');
  ledger.noteEdit('one', { text: 'first', at: 0, ms: 10, outcome: 'ok' });
  ledger.noteEdit('one', { text: 'lost?', at: 20, ms: 10, outcome: 'unknown' });
  ledger.noteEdit('one', { text: 'third', at: 40, ms: 10, outcome: 'ok' });
  ledger.noteEdit('one', { text: 'meanwhile', at: 45, ms: 10, outcome: 'ok' });
  ledger.noteEdit('one', { text: 'no', at: 60, ms: 10, outcome: 'refused' });
  const texts = ['one', 'first', 'lost?', 'third', 'meanwhile', 'no', 'of nobody'];
  assert.deepEqual(
    texts.filter((text) => ledger.mayShow('one', text)),
    ['lost?', 'third', 'meanwhile'],
  );
  assert.equal(ledger.mayShow('two', 'two'), true);
});

test('what goes from process to process is judged by the longest of its windows', () => {
  const troubles = [1_000, 1_500, 9_000, 10_000, 11_500, 30_000].map((at) => act(at, 50, 'unknown'));
  assert.equal(longestWindowOf(troubles), 2.5);
  assert.equal(longestWindowOf([]), 0);
});
