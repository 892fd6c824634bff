import type { DatabaseOptions } from '@parley/persistence';
import { CreateProfile1763600000000 } from './migrations/1763600000000-create-profile.js';
import type { UserConfig } from './user.config.js';

export const databaseOptions = (config: Pick<UserConfig, 'DATABASE_URL' | 'DATABASE_POOL'>): DatabaseOptions => ({
  url: config.DATABASE_URL,
  service: 'user',
  poolSize: config.DATABASE_POOL,
  entities: [],
  migrations: [CreateProfile1763600000000],
});
