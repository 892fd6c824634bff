import { readFileSync } from 'node:fs';
import path from 'node:path';

const read = (dataDir, name) => JSON.parse(readFileSync(path.join(dataDir, name), 'utf8'));

/**
 * Connects to a fleet's database as its owner, for what no client can see or do.
 * @template T
 * @param {string} dataDir
 * @param {(query: (sql: string, parameters?: unknown[]) => Promise<any[]>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withDatabase = async (dataDir, work) => {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    host: '127.0.0.1',
    port: read(dataDir, 'ports.json').postgres,
    user: 'postgres',
    password: read(dataDir, 'secrets.json').postgres,
    database: 'parley',
  });
  await client.connect();
  // Its end is seen by the next query.
  client.on('error', () => {});
  try {
    return await work(async (sql, parameters = []) => (await client.query(sql, parameters)).rows);
  } finally {
    await client.end();
  }
};

/** @returns {string} where a fleet's NATS listens */
export const natsOf = (dataDir) => `127.0.0.1:${read(dataDir, 'ports.json').nats}`;

/** The 24 hex digits of an id as the database writes it. */
export const uuidOf = (hex) => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-a7c1-e55${hex.slice(15)}`;
