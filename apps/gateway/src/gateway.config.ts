import { isIP } from 'node:net';
import { IsAddress, ServiceConfig } from '@parley/runtime';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsNumber, IsOptional, Matches, Max, Min, ValidateBy } from 'class-validator';

const list = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '')
    : value;

/** As browsers write them: in lower case, without a slash at the end. */
const origins = (value: unknown): unknown => list(typeof value === 'string' ? value.toLowerCase().replace(/\/(?=\s*(,|$))/g, '') : value);

const flags = new Map<unknown, boolean>([
  ['true', true],
  ['false', false],
]);

const namedRanges = ['loopback', 'linklocal', 'uniquelocal'];
const isProxy = (text: string): boolean => {
  const [address = '', mask] = text.split('/');
  const family = isIP(address);
  if (family === 0) return namedRanges.includes(text);
  return mask === undefined || (family === 4 && isIP(mask) === 4) || (/^[1-9]\d*$/.test(mask) && Number(mask) <= (family === 4 ? 32 : 128));
};
const areProxies = (given: unknown): boolean => Array.isArray(given) && given.every((one) => typeof one === 'string' && isProxy(one));

/** The environment of the gateway. */
export class GatewayConfig extends ServiceConfig {
  /** The one public port. */
  @Type(() => Number) @IsInt() @Min(0) @Max(65_535) PORT = 8000;
  /** Where clients reach the gateway; links and file addresses begin with it. */
  @IsAddress('web') PUBLIC_URL!: string;
  /** Where the front end lives; PUBLIC_URL's when absent. */
  @IsOptional() @IsAddress('web') APP_URL?: string;
  /** Origins of browsers that may call and connect, beside PUBLIC_URL's own; when there is none, every http://localhost, too. */
  @Transform(({ value }) => origins(value))
  @Matches(/^[a-z][a-z\d+.-]*:\/\/[^/\s]+$/, { each: true, message: 'ALLOWED_ORIGINS must be origins, as https://app.example.com' })
  ALLOWED_ORIGINS: readonly string[] = [];
  /** Addresses whose X-Forwarded-* headers are believed. */
  @Transform(({ value }) => list(value))
  @ValidateBy({ name: 'proxies', validator: { validate: areProxies, defaultMessage: () => 'TRUSTED_PROXIES must be addresses or ranges (CIDR)' } })
  TRUSTED_PROXIES: readonly string[] = [];
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
  @Transform(({ value }) => flags.get(value) ?? (value as unknown)) @IsBoolean({ message: 'METRICS_ENABLED must be true or false' }) METRICS_ENABLED =
    true;
  /** Begins the Redis channels of the rooms; for several fleets on one Redis. */
  @Matches(/^[a-z0-9-]*$/, { message: 'ROOMS_PREFIX must be lower-case letters, digits and hyphens' }) ROOMS_PREFIX = '';
}
