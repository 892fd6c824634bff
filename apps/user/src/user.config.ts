import { StoringServiceConfig } from '@parley/runtime';
import { IsBase64, Matches } from 'class-validator';

/** The environment of the user service. */
export class UserConfig extends StoringServiceConfig {
  override DATABASE_POOL = 10;
  /** Holds who is connected; presence alone needs it. */
  @Matches(/^rediss?:\/\//, { message: 'REDIS_URL must be a redis:// address' }) REDIS_URL!: string;
  /** 32 bytes, base64: encrypts phone numbers at rest. */
  @IsBase64() SERVER_KEY!: string;
}
