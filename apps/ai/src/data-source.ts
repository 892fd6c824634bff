import type { DatabaseOptions } from '@parley/persistence';
import type { StoringServiceConfig } from '@parley/runtime';

export const databaseOptions = (config: Pick<StoringServiceConfig, 'DATABASE_URL' | 'DATABASE_POOL'>): DatabaseOptions => ({
  url: config.DATABASE_URL,
  service: 'ai',
  poolSize: config.DATABASE_POOL,
  migrations: [],
});
