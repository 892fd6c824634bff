import { setTimeout as delay } from 'node:timers/promises';
import { schemaOf, storingServices } from '../database/schemas.mjs';
import { withDatabase } from './database.mjs';

const drainedWithinMs = 30_000;

const counts = storingServices.map(
  (service) => `SELECT '${service}' AS service, (SELECT count(*)::int FROM "${schemaOf(service)}".outbox WHERE published_at IS NULL) AS waiting,
    (SELECT count(*)::int FROM "${schemaOf(service)}".parked_event) AS parked`,
);

/** What the fleet should have cleared away 30 s after the fault: events that wait for the stream, events that were parked. */
export const residueOf = (dataDir) =>
  withDatabase(dataDir, async (query) => {
    const deadline = performance.now() + drainedWithinMs;
    for (;;) {
      const dirty = (await query(counts.join(' UNION ALL '))).filter(({ waiting, parked }) => waiting > 0 || parked > 0);
      if (dirty.length === 0) return [];
      if (performance.now() > deadline) return dirty.map(({ service, waiting, parked }) => `${service}: ${waiting} events wait, ${parked} parked`);
      await delay(500);
    }
  });
