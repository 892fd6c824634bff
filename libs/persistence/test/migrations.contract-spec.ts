import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, makeDataSource } from '@parley/persistence';
import { Health } from '@parley/runtime';
import { makeTestDatabase, type TestDatabase } from '@parley/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class NoteTimeout1800000000000 implements MigrationInterface {
  readonly name = 'NoteTimeout1800000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE noted AS SELECT current_setting('statement_timeout') AS timeout`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

describe('migrations at start', () => {
  let given: TestDatabase;
  beforeAll(async () => void (given = await makeTestDatabase('ledger')));
  afterAll(() => given.close());

  it('take as long as a large table needs; later statements do not', async () => {
    const options = { url: given.url, service: 'ledger', poolSize: 1, migrations: [NoteTimeout1800000000000] };
    const database = new Database(makeDataSource(options), new Health());
    await database.onModuleInit();
    expect(await database.query('SELECT timeout FROM noted')).toEqual([{ timeout: '0' }]);
    expect(await database.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '10s' }]);
    await database.onApplicationShutdown();
  });
});
