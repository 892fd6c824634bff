import type { DatabaseOptions } from '@parley/persistence';
import type { AiConfig } from './ai.config.js';

export const databaseOptions = (config: Pick<AiConfig, 'DATABASE_URL' | 'DATABASE_POOL'>): DatabaseOptions => ({
  url: config.DATABASE_URL,
  service: 'ai',
  poolSize: config.DATABASE_POOL,
  migrations: [],
});
