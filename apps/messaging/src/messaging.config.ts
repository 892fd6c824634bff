import { ServiceConfig } from '@parley/runtime';
import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min } from 'class-validator';

/** The environment of the messaging service. */
export class MessagingConfig extends ServiceConfig {
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must be a postgres:// address' }) DATABASE_URL!: string;
  @Type(() => Number) @IsInt() @Min(2) @Max(100) DATABASE_POOL = 10;
}
