import type { DatabaseOptions } from '@parley/persistence';
import type { FileConfig } from './file.config.js';

export const databaseOptions = (config: Pick<FileConfig, 'DATABASE_URL' | 'DATABASE_POOL'>): DatabaseOptions => ({
  url: config.DATABASE_URL,
  service: 'file',
  poolSize: config.DATABASE_POOL,
  entities: [],
  migrations: [],
});
