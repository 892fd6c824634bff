import assert from 'node:assert/strict';
import test from 'node:test';
import { outcomeOf } from './person.mjs';

test('no answer, and one that promises nothing, are not taken for an acknowledgement', () => {
  assert.deepEqual([0, 408, 429, 500, 503].map(outcomeOf), Array(5).fill('unknown'));
  assert.deepEqual([200, 201, 204].map(outcomeOf), Array(3).fill('ok'));
  assert.deepEqual([400, 401, 403, 404, 409].map(outcomeOf), Array(5).fill('refused'));
});
