import { CreateBell1763740000000 } from './migrations/1763740000000-create-bell.js';
import { CreateDelivery1763600000000 } from './migrations/1763600000000-create-delivery.js';
import { ShapeDelivery1763700000000 } from './migrations/1763700000000-shape-delivery.js';
import { CreateDevice1764100000000 } from './migrations/1764100000000-create-device.js';
import { TargetNotification1764200000000 } from './migrations/1764200000000-target-notification.js';
import { TellDirectOnce1764210000000 } from './migrations/1764210000000-tell-direct-once.js';
import { EndSession1764220000000 } from './migrations/1764220000000-end-session.js';
import { SuspendRecipient1764230000000 } from './migrations/1764230000000-suspend-recipient.js';
import { RefuseDigest1764240000000 } from './migrations/1764240000000-refuse-digest.js';
import { TellByOneKey1764250000000 } from './migrations/1764250000000-tell-by-one-key.js';
import type { DatabaseOptions } from '@parley/persistence';
import type { StoringServiceConfig } from '@parley/runtime';

export const databaseOptions = (config: Pick<StoringServiceConfig, 'DATABASE_URL' | 'DATABASE_POOL'>): DatabaseOptions => ({
  url: config.DATABASE_URL,
  service: 'notification',
  poolSize: config.DATABASE_POOL,
  migrations: [
    CreateDelivery1763600000000,
    ShapeDelivery1763700000000,
    CreateBell1763740000000,
    CreateDevice1764100000000,
    TargetNotification1764200000000,
    TellDirectOnce1764210000000,
    EndSession1764220000000,
    SuspendRecipient1764230000000,
    RefuseDigest1764240000000,
    TellByOneKey1764250000000,
  ],
});
