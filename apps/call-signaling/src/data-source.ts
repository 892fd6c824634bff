import type { DatabaseOptions } from '@parley/persistence';
import type { CallSignalingConfig } from './call-signaling.config.js';

export const databaseOptions = (config: Pick<CallSignalingConfig, 'DATABASE_URL' | 'DATABASE_POOL'>): DatabaseOptions => ({
  url: config.DATABASE_URL,
  service: 'call-signaling',
  poolSize: config.DATABASE_POOL,
  migrations: [],
});
