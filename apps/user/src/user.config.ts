import { IsSealingKey, StoringServiceConfig } from '@parley/runtime';
import { Matches } from 'class-validator';

/** The environment of the user service. */
export class UserConfig extends StoringServiceConfig {
  override DATABASE_POOL = 10;
  /** Holds who is connected; presence alone needs it. */
  @Matches(/^rediss?:\/\//, { message: 'REDIS_URL must be a redis:// address' }) REDIS_URL!: string;
  /** Encrypts phone numbers at rest. */
  @IsSealingKey() SERVER_KEY!: string;
}
