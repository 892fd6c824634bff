import { ServiceConfig } from '@parley/runtime';
import { Transform, Type } from 'class-transformer';
import { IsArray, IsBase64, IsBoolean, IsInt, IsNumber, IsOptional, IsString, IsUrl, Matches, Max, Min } from 'class-validator';

const list = ({ value }: { readonly value: unknown }): unknown => (typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value);

/** The environment of the gateway. */
export class GatewayConfig extends ServiceConfig {
  /** The one public port. */
  @Type(() => Number) @IsInt() @Min(0) @Max(65_535) PORT = 8000;
  /** Where clients reach the gateway; links and file addresses begin with it. */
  @IsUrl({ require_tld: false, protocols: ['http', 'https'] }) PUBLIC_URL!: string;
  /** Where the front end lives; PUBLIC_URL's when absent. */
  @IsOptional() @IsUrl({ require_tld: false, protocols: ['http', 'https'] }) APP_URL?: string;
  /** Origins of browsers that may call and connect, beside PUBLIC_URL's own and any http://localhost. */
  @Transform(list) @IsArray() @IsString({ each: true }) ALLOWED_ORIGINS: readonly string[] = [];
  /** Addresses whose X-Forwarded-* headers are believed. */
  @Transform(list) @IsArray() @IsString({ each: true }) TRUSTED_PROXIES: readonly string[] = [];
  @Matches(/^rediss?:\/\//, { message: 'REDIS_URL must be a redis:// address' }) REDIS_URL!: string;
  /** Multiplies every rate limit. */
  @Type(() => Number) @IsNumber() @Min(0) RATE_LIMIT_SCALE = 1;
  /** An upload that comes slower than 1 KiB a second for so long is refused. */
  @Type(() => Number) @IsInt() @Min(1) @Max(3_600) UPLOAD_STALL_SECONDS = 15;
  /** Sockets that authenticate, join their rooms or read what they missed at once. */
  @Type(() => Number) @IsInt() @Min(1) @Max(10_000) HANDSHAKES_AT_ONCE = 32;
  /** Those that may wait for it; beyond them a client is told at once to come back. */
  @Type(() => Number) @IsInt() @Min(0) @Max(100_000) HANDSHAKES_WAITING = 256;
  /** Clients that are refused or sent away come back within so long, each at a moment of its own. */
  @Type(() => Number) @IsInt() @Min(1) @Max(60) RECONNECT_SPREAD_SECONDS = 5;
  @Transform(({ value }) => value === true || value === 'true') @IsBoolean() METRICS_ENABLED = true;
  /** 32 bytes, base64. */
  @IsBase64() SERVER_KEY!: string;
  /** Begins the Redis channels of the rooms; for several fleets on one Redis. */
  @Matches(/^[a-z0-9-]*$/, { message: 'ROOMS_PREFIX must be lower-case letters, digits and hyphens' }) ROOMS_PREFIX = '';
}
