import { describe, expect, it } from '@jest/globals';
import { statementName } from './traced-statement.js';

describe('statementName', () => {
  it.each([
    ['SELECT id FROM member WHERE user_id = $1', 'SELECT', 'member'],
    ['INSERT INTO outbox (id, envelope) VALUES ($1, $2)', 'INSERT', 'outbox'],
    ["UPDATE outbox SET published_at = now() WHERE note = 'UPDATE secret'", 'UPDATE', 'outbox'],
    ['WITH gone AS (DELETE FROM inbox WHERE x RETURNING 1) SELECT count(*) FROM gone', 'DELETE', 'inbox'],
    ['SELECT at, verdict FROM append_messages($1)', 'SELECT', 'append_messages'],
    ['BEGIN', 'SQL', null],
  ])('%s is %s of %s', (sql, operation, collection) => {
    expect(statementName(sql)).toEqual({ operation, collection });
  });
});
