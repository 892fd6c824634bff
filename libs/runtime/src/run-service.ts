import { Logger, type DynamicModule, type INestApplicationContext, type INestMicroservice, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy, MicroserviceOptions, AsyncMicroserviceOptions } from '@nestjs/microservices';
import { Health } from './health.js';
import { startHealthServer } from './health-server.js';
import { JsonLogger } from './json-logger.js';
import { watchProcess } from './process-metrics.js';
import type { ServiceConfig } from './service.config.js';
import { stackOf } from './stack-of.js';
import { startTracing } from './start-tracing.js';
import { endTracing } from './tracing.js';

/** Forced exit after a drain that hangs; the clusters' grace is 25 s. */
const drainLimitMs = 24_000;

export interface ServiceDefinition {
  /** The app's name, e.g. `messaging`. */
  readonly service: string;
  readonly config: ServiceConfig;
  readonly module: DynamicModule;
  readonly strategy: Type<CustomTransportStrategy>;
}

export const makeLogger = ({ service, config }: Pick<ServiceDefinition, 'service' | 'config'>): JsonLogger =>
  new JsonLogger(service, config.INSTANCE ?? service, config.LOG_LEVEL);

/** Makes the Nest microservice and listens; tests close it themselves. */
export const startService = async (definition: ServiceDefinition): Promise<INestMicroservice> => {
  const app = await NestFactory.createMicroservice<MicroserviceOptions & AsyncMicroserviceOptions>(definition.module, {
    inject: [definition.strategy],
    useFactory: (strategy: CustomTransportStrategy) => ({ strategy }),
    logger: makeLogger(definition),
    abortOnError: false,
  });
  await app.listen();
  return app;
};

/** Closes on SIGTERM and SIGINT: readiness says no, `drain` and work under way end, then the process does. */
export const closeOnSignal = (app: INestApplicationContext, health: Health, drain: () => Promise<void> = () => Promise.resolve()): void => {
  const logger = new Logger('Shutdown');
  const stop = (signal: string): void => {
    if (health.isDraining) return;
    health.drain();
    logger.log(`${signal}: draining`);
    setTimeout(() => process.exit(1), drainLimitMs).unref();
    void drain()
      .then(() => app.close())
      .then(() => endTracing())
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        logger.error(stackOf(error));
        process.exit(1);
      });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

/** Runs one service process until it is told to stop. */
export const runService = async (definition: ServiceDefinition): Promise<void> => {
  watchProcess();
  await startTracing(definition.service, definition.config);
  const app = await startService(definition);
  const health = app.get(Health, { strict: false });
  const server = await startHealthServer(health, definition.config);
  closeOnSignal(app, health);
  process.once('exit', () => server.close());
};
