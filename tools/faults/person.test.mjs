import assert from 'node:assert/strict';
import test from 'node:test';
import { outcomeOf, Person } from './person.mjs';

test('no answer, and one that promises nothing, are not taken for an acknowledgement', () => {
  assert.deepEqual([0, 408, 429, 500, 503].map(outcomeOf), Array(5).fill('unknown'));
  assert.deepEqual([200, 201, 204].map(outcomeOf), Array(3).fill('ok'));
  assert.deepEqual([400, 401, 403, 404, 409].map(outcomeOf), Array(5).fill('refused'));
});

/** A client whose tries end as given. */
const ending = (...outcomes) => {
  const person = new Person({ dialect: 'v1', urls: ['http://127.0.0.1:9'], number: 0 });
  person.isRest = true;
  person.send = async () => ({ outcome: outcomes.shift() });
  return person.sendCarefully({}, 'text', 4);
};

test('a refusal is definite only when no earlier try may have been stored', async () => {
  assert.equal((await ending('refused')).outcome, 'refused');
  assert.equal((await ending('unknown', 'refused')).outcome, 'unknown');
  assert.equal((await ending('unknown', 'ok')).outcome, 'ok');
});
