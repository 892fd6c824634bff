import type { FleetHealth } from '../../../views/health.view.js';
import { presentTime } from '../connectbest.envelope.js';

/** Of the API this dialect speaks. */
const apiVersion = '1.0.0';

export interface ProcessFacts {
  readonly uptimeSeconds: number;
  /** ISO 8601 UTC. */
  readonly now: string;
}

const upOrDown = (isUp: boolean): 'up' | 'down' => (isUp ? 'up' : 'down');

/** CB-8.6; `events` is an extension, there only while they do not leave: without it a degraded fleet would not say what is down. */
export const presentHealth = ({ status, database, redis, storage, events, connections }: FleetHealth, { uptimeSeconds, now }: ProcessFacts) => ({
  status,
  uptime: Math.floor(uptimeSeconds),
  version: apiVersion,
  timestamp: presentTime(now),
  services: {
    database: { status: upOrDown(database.isUp), latency: database.latencyMs },
    redis: { status: upOrDown(redis.isUp), latency: redis.latencyMs },
    storage: { status: upOrDown(storage.isUp) },
    ...(events.isUp ? {} : { events: { status: 'down' as const } }),
    websocket: { status: 'up' as const, connections },
  },
});
