import { ServiceConfig } from '@parley/runtime';
import { Type } from 'class-transformer';
import { IsBase64, IsInt, Matches, Max, Min } from 'class-validator';

/** The environment of the user service. */
export class UserConfig extends ServiceConfig {
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must be a postgres:// address' }) DATABASE_URL!: string;
  @Type(() => Number) @IsInt() @Min(2) @Max(100) DATABASE_POOL = 10;
  /** Holds who is connected; presence alone needs it. */
  @Matches(/^rediss?:\/\//, { message: 'REDIS_URL must be a redis:// address' }) REDIS_URL!: string;
  /** 32 bytes, base64: encrypts phone numbers at rest. */
  @IsBase64() SERVER_KEY!: string;
}
