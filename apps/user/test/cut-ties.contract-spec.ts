import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@parley/contracts';
import { makeDataSource } from '@parley/persistence';
import { makeTestDatabase, type TestDatabase } from '@parley/testing';
import { databaseOptions } from '../src/data-source.js';
import { CutTies1763910000000 } from '../src/migrations/1763910000000-cut-ties.js';

describe('the migration that cuts ties', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await makeTestDatabase('user')));
  afterAll(() => database.close());

  it('C80: ends what the deleted were to others and others to them, on either side; those of the living stay', async () => {
    const options = databaseOptions({ DATABASE_URL: database.url, DATABASE_POOL: 2 });
    const older = makeDataSource({ ...options, migrations: options.migrations.filter((migration) => migration !== CutTies1763910000000) });
    await older.initialize();
    await older.runMigrations();
    const [low, gone, high, friend] = Array.from({ length: 4 }, () => newId<'user'>()).sort();
    for (const id of [low, gone, high, friend])
      await database.query(`INSERT INTO profile (user_id, username, display_name, deleted_at) VALUES ($1, $2, 'Ada', $3)`, [
        id,
        id,
        id === gone ? new Date() : null,
      ]);
    for (const [one, other] of [
      [low, gone],
      [gone, high],
      [low, high],
      [high, friend],
    ]) {
      await database.query(`INSERT INTO contact (id, low, high, state, requested_by) VALUES ($1, $2, $3, 'pending', $2)`, [newId(), one, other]);
      await database.query('INSERT INTO block (blocker_id, blocked_id) VALUES ($1, $2)', [one, other]);
      await database.query('INSERT INTO streak (low, high, days) VALUES ($1, $2, 1)', [one, other]);
    }
    await older.destroy();

    const newer = makeDataSource(options);
    await newer.initialize();
    expect((await newer.runMigrations()).map(({ name }) => name)).toEqual(['CutTies1763910000000']);
    await newer.destroy();
    for (const [table, one, other] of [
      ['contact', 'low', 'high'],
      ['block', 'blocker_id', 'blocked_id'],
      ['streak', 'low', 'high'],
    ])
      expect([table, await database.query(`SELECT ${one} AS one, ${other} AS other FROM ${table} ORDER BY ${one}`)]).toEqual([
        table,
        [
          { one: low, other: high },
          { one: high, other: friend },
        ],
      ]);
  });
});
