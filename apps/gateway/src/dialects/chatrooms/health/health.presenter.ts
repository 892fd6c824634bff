import type { CheckResult } from '@parley/runtime';
import type { FleetHealth } from '../../../views/health.view.js';

/** The literal of the document, until the product's version passes it (A-RC-36). */
const version = '1.0.0';

const word = ({ isUp }: Pick<CheckResult, 'isUp'>) => (isUp ? 'healthy' : 'unhealthy');

/** RC-health. `mongodb` reports the message store, whatever its engine (C07). */
export const presentHealth = ({ status, database, redis }: FleetHealth, now: Date) => ({
  status: word({ isUp: status !== 'down' }),
  timestamp: now.toISOString(),
  version,
  services: { database: word(database), redis: word(redis), mongodb: word(database) },
});
