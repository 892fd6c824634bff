import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { schemaOf, storingServices } from '../database/schemas.mjs';

const drainedWithinMs = 30_000;

const counts = storingServices.map(
  (service) => `SELECT '${service}' AS service, (SELECT count(*)::int FROM "${schemaOf(service)}".outbox WHERE published_at IS NULL) AS waiting,
    (SELECT count(*)::int FROM "${schemaOf(service)}".parked_event) AS parked`,
);

/** What the fleet should have cleared away 30 s after the fault: events that wait for the stream, events that were parked. */
export const residueOf = async (dataDir) => {
  const { default: pg } = await import('pg');
  const read = (name) => JSON.parse(readFileSync(path.join(dataDir, name), 'utf8'));
  const client = new pg.Client({
    host: '127.0.0.1',
    port: read('ports.json').postgres,
    user: 'postgres',
    password: read('secrets.json').postgres,
    database: 'parley',
  });
  await client.connect();
  try {
    const deadline = performance.now() + drainedWithinMs;
    for (;;) {
      const { rows } = await client.query(counts.join(' UNION ALL '));
      const dirty = rows.filter(({ waiting, parked }) => waiting > 0 || parked > 0);
      if (dirty.length === 0) return [];
      if (performance.now() > deadline) return dirty.map(({ service, waiting, parked }) => `${service}: ${waiting} events wait, ${parked} parked`);
      await delay(500);
    }
  } finally {
    await client.end();
  }
};
