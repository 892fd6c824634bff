import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { ServiceConfig } from './service.config.js';

/** The variables of a service that keeps something in Postgres. */
export class StoringServiceConfig extends ServiceConfig {
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must be a postgres:// address' }) DATABASE_URL!: string;
  /** Connections the process may hold. */
  @Type(() => Number) @IsInt() @Min(2) @Max(100) DATABASE_POOL = 5;
}
