import assert from 'node:assert/strict';
import test from 'node:test';
import { disorder } from './judge.mjs';
import { Ledger } from './ledger.mjs';

const sender = { dialect: 'v1' };
const ledgerOf = (...sends) => {
  const ledger = new Ledger('abc');
  for (const [token, sentAt, ms, outcome] of sends) ledger.note({ token, sender, sentAt, ms, outcome });
  return ledger;
};

test('a message that was acknowledged before the next was sent may not come after it', () => {
  const ledger = ledgerOf(['one', 0, 50, 'ok'], ['two', 100, 50, 'ok']);
  assert.equal(disorder(['two', 'one'], ledger).length, 1);
  assert.deepEqual(disorder(['one', 'two'], ledger), []);
});

test('two that were under way together, and one that was never answered, may come in any order', () => {
  assert.deepEqual(disorder(['two', 'one'], ledgerOf(['one', 0, 200, 'ok'], ['two', 100, 50, 'ok'])), []);
  assert.deepEqual(disorder(['two', 'one'], ledgerOf(['one', 0, 50, 'unknown'], ['two', 100, 50, 'ok'])), []);
});
