import { ServiceConfig } from '@parley/runtime';
import { Type } from 'class-transformer';
import { IsBase64, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min } from 'class-validator';

/** The environment of the notification service. */
export class NotificationConfig extends ServiceConfig {
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must be a postgres:// address' }) DATABASE_URL!: string;
  @Type(() => Number) @IsInt() @Min(2) @Max(100) DATABASE_POOL = 5;
  /** 32 bytes, base64: opens sealed mail data. */
  @IsBase64() SERVER_KEY!: string;
  /** Holds `outbox/`, where mail, SMS and push go that no provider is configured for. */
  @IsString() PARLEY_DATA = './.parley';
  /** Where the front end lives: the host of links in mails. PUBLIC_URL unless told. */
  @IsOptional() @IsUrl({ require_tld: false }) APP_URL?: string;
}
