import { IsAddress, IsSecretAddress, StoringServiceConfig } from '@parley/runtime';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';

const gibibyte = 1024 ** 3;

/** The environment of the file service. */
export class FileConfig extends StoringServiceConfig {
  /** Where clients reach the gateway: capability addresses begin with it. */
  @IsAddress('web') PUBLIC_URL = 'http://localhost:8000';
  /** Holds `files/`: uploads on their way, and without S3_URL the bytes themselves. */
  @IsString() PARLEY_DATA = './.parley';
  /** `http(s)://key:secret@host:port/bucket?region=us-east-1`; the folder when absent. The bucket is made if it is not there. */
  @IsOptional() @IsSecretAddress(/^https?:\/\/[^:/@]+:[^/@]+@[^/]+\/[^/?]+/, 'S3_URL must be http(s)://key:secret@host/bucket') S3_URL?: string;
  /** Where clients reach that S3 server; they are then sent there for bytes. Absent: bytes pass through the gateway. */
  @IsOptional() @IsAddress('web') S3_PUBLIC_URL?: string;
  /** `host` or `host:port` (3310) of a clamd. Absent: the built-in check. */
  @IsOptional() @Matches(/^[a-z0-9.-]+(:\d{1,5})?$/i, { message: 'CLAMAV_HOST must be host or host:port' }) CLAMAV_HOST?: string;
  /** Private port that gateways send bytes to and read them from; 0: any. */
  @Type(() => Number) @IsInt() @Min(0) @Max(65_535) TRANSFER_PORT = 0;
  /** How gateways reach that port, as `http://file:8090`. Absent: only on this machine. */
  @IsOptional() @IsAddress('http') TRANSFER_URL?: string;
  /** Told to admins (A-CB-70). */
  @Type(() => Number) @IsInt() @Min(1) STORAGE_LIMIT_BYTES = 100 * gibibyte;
}
