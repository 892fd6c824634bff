import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractsIn, judgeErrors } from './contract-errors.mjs';

const logIn = { subject: 'auth.session.log-in', errors: ['CREDENTIALS_WRONG', 'RATE_LIMITED'] };
const judge = (/** @type {string[]} */ ...seen) => judgeErrors({ contracts: { logIn }, seen: seen.join('\n') });

test('every declared error must have been met', () => {
  assert.deepEqual(judge('auth.session.log-in CREDENTIALS_WRONG', 'auth.session.log-in RATE_LIMITED'), { pairs: 2, faults: [] });
  assert.deepEqual(judge('auth.session.log-in CREDENTIALS_WRONG', 'auth.session.log-in-again RATE_LIMITED').faults, [
    'declared, and no contract test meets it: logIn RATE_LIMITED',
  ]);
});

test('no other may be, but those that every contract has', () => {
  const met = ['auth.session.log-in CREDENTIALS_WRONG', 'auth.session.log-in RATE_LIMITED'];
  assert.deepEqual(judge(...met, 'auth.session.log-in INPUT_INVALID', 'auth.session.log-in INTERNAL').faults, []);
  assert.deepEqual(judge(...met, 'auth.session.log-in EMAIL_TAKEN').faults, ['answered, and not declared: logIn EMAIL_TAKEN']);
});

test('contracts are told from what else a namespace has', () => {
  const namespace = { logIn, revoked: { subject: 'auth.session.revoked.v1' }, roles: ['user'], Input: class {}, limit: 5, nothing: null };
  assert.deepEqual(Object.keys(contractsIn(namespace)), ['logIn']);
});
