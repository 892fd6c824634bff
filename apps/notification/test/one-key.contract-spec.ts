import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDataSource } from '@parley/persistence';
import { eventually, makeTestDatabase, type TestDatabase } from '@parley/testing';
import { databaseOptions } from '../src/data-source.js';
import { TellByOneKey1764250000000 } from '../src/migrations/1764250000000-tell-by-one-key.js';

describe('the migration to one key', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await makeTestDatabase('notification')));
  afterAll(() => database.close());

  it('ends beside a replica that has looked at a notification and is about to change it', async () => {
    const options = databaseOptions({ DATABASE_URL: database.url, DATABASE_POOL: 2 });
    const older = makeDataSource({ ...options, migrations: options.migrations.filter((migration) => migration !== TellByOneKey1764250000000) });
    const newer = makeDataSource(options);
    await older.initialize();
    await older.runMigrations();
    await newer.initialize();
    const replica = older.createQueryRunner();
    await replica.startTransaction();
    await replica.query('SELECT 1 FROM notification');
    const migrated = newer.runMigrations();
    await eventually(async () => {
      const waiting = await database.lockWaits();
      expect(waiting).toHaveLength(1);
    }, 5_000);
    await replica.query('UPDATE notification SET read_at = now()');
    await replica.commitTransaction();
    expect((await migrated).map(({ name }) => name)).toEqual(['TellByOneKey1764250000000']);
    await replica.release();
    await Promise.all([older.destroy(), newer.destroy()]);
    const keys = await database.query<{ name: string }>(`SELECT indexname AS name FROM pg_indexes WHERE indexdef ~ 'UNIQUE.*[(]source'`);
    expect(keys).toEqual([{ name: 'notification_told' }]);
  });
});
