import pg from 'pg';
import { testInfra, workerId } from './infra.js';

const admin = async (database: string, work: (client: pg.Client) => Promise<void>): Promise<void> => {
  const url = new URL(testInfra().postgresUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

/** A fresh, empty database of one service and one Jest worker. */
export interface TestDatabase {
  /** Its search_path is the service's schema, as in the fleet. */
  readonly url: string;
  /** SQL for looking at rows and planting them. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** One per statement that waits for a lock just now. */
  lockWaits(): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** Makes (over an older one) the database `parley_<service>_<worker>_test`; other names are never touched. */
export const makeTestDatabase = async (service: string): Promise<TestDatabase> => {
  const schema = service.replaceAll('-', '_');
  const name = `parley_${schema}_${workerId()}_test`;
  await admin('postgres', async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
  });
  await admin(name, async (client) => {
    for (const extension of ['pg_trgm', 'unaccent', 'citext']) await client.query(`CREATE EXTENSION ${extension} SCHEMA public`);
    await client.query(`CREATE SCHEMA "${schema}"`);
  });
  const url = new URL(testInfra().postgresUrl);
  url.pathname = `/${name}`;
  url.searchParams.set('options', `-c search_path="${schema}",public`);
  const pool = new pg.Pool({ connectionString: url.toString(), max: 2 });
  // The next database of this name drops this one, while connections that were ended may still be saying goodbye.
  pool.on('error', () => undefined);
  const lockWaits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return {
    url: url.toString(),
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) => (await pool.query(sql, [...parameters])).rows as Row[],
    lockWaits: async () => (await pool.query(lockWaits)).rows as unknown[],
    close: () => pool.end(),
  };
};
