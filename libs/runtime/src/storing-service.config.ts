import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { IsSecretAddress } from './config-values.js';
import { ServiceConfig } from './service.config.js';

/** The variables of a service that keeps something in Postgres. */
export class StoringServiceConfig extends ServiceConfig {
  @IsSecretAddress(/^postgres(ql)?:\/\//, 'DATABASE_URL must be a postgres:// address') DATABASE_URL!: string;
  /** Connections the process may hold. */
  @Type(() => Number) @IsInt() @Min(2) @Max(100) DATABASE_POOL = 5;
}
