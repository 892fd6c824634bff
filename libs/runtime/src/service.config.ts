import { Type } from 'class-transformer';
import { IsIn, IsInt, IsIP, IsNumber, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { IsAddress } from './config-values.js';

/** The variables every process reads; each app's config class adds its own. */
export class ServiceConfig {
  @IsIn(['development', 'test', 'production']) NODE_ENV: 'development' | 'test' | 'production' = 'development';
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug']) LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'info' | 'debug' = 'info';
  /** This process among its replicas, e.g. `messaging-2`. */
  @IsOptional() @IsString() INSTANCE?: string;
  /** Private HTTP port of `/health/live`, `/health/ready` and `/metrics`. */
  @Type(() => Number) @IsInt() @Min(0) @Max(65_535) HEALTH_PORT = 0;
  /** The address that port is on; absent: every one of this machine. */
  @IsOptional() @IsIP() HEALTH_HOST?: string;
  /** Where traces go: an OpenTelemetry collector that speaks OTLP over HTTP. Absent: nowhere. */
  @IsOptional() @IsAddress('web') OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  /** Share of requests that are traced, 0 to 1. */
  @Type(() => Number) @IsNumber() @Min(0) @Max(1) OTEL_TRACES_SAMPLER_ARG = 1;
  @Matches(/^nats:\/\//, { message: 'NATS_URL must be a nats:// address' }) NATS_URL!: string;
  /** Put before every subject and stream; several fleets can then share one NATS server. */
  @Matches(/^([a-z0-9_]+\.)?$/, { message: 'NATS_PREFIX must be empty or a lower-case word and a dot' }) NATS_PREFIX = '';
}
