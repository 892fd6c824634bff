import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { closeOnSignal, Health, makeLogger, startHealthServer, startTracing } from '@parley/runtime';
import { NatsTransport } from '@parley/transport';
import { DialectErrorFilter } from './dialects/dialect-error.filter.js';
import { DialectRegistry } from './dialects/dialect.registry.js';
import { InputPipe } from './dialects/input.pipe.js';
import { answerClientErrors } from './edge/client-errors.js';
import { bringsFiles, makeHttpAdapter, prepareHttp } from './edge/http.adapter.js';
import { RateLimitGuard } from './edge/rate-limit.guard.js';
import { RequestMeter } from './edge/request-meter.js';
import { RouteTable } from './edge/route-table.js';
import { cutSlowBodies } from './edge/slow-bodies.js';
import { boundUnreadAnswers } from './edge/unread-answers.js';
import type { GatewayConfig } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { Drain } from './realtime/drain.js';
import { NativeSocketGateway } from './realtime/native-socket.gateway.js';
import { Origins } from './realtime/origins.js';
import { RedisIoAdapter } from './realtime/redis-io.adapter.js';

/** Runs one gateway: HTTP, plain WebSockets and Socket.IO on PORT, probes on HEALTH_PORT. */
export const runGateway = async (config: GatewayConfig): Promise<void> => {
  await startTracing('gateway', config);
  const http = makeHttpAdapter(config);
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.register(config), http, {
    logger: makeLogger({ service: 'gateway', config }),
    bodyParser: false,
    abortOnError: false,
  });
  const health = app.get(Health);
  const routes = app.get(RouteTable);
  const origins = app.get(Origins);
  const limits = app.get(RateLimitGuard);
  await prepareHttp(http, { routes, origins, limits, meter: app.get(RequestMeter), health, config });
  answerClientErrors(app.getHttpServer(), app.get(DialectRegistry));
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(new DialectErrorFilter(app.get(DialectRegistry), routes, limits));
  const sockets = new RedisIoAdapter(app, config, origins);
  app.useWebSocketAdapter(sockets);
  app.connectMicroservice<MicroserviceOptions>({ strategy: app.get(NatsTransport) });

  health.register('redis', () => sockets.ping());
  await app.init();
  // Socket.IO has put itself before all who listened till now.
  cutSlowBodies(app.getHttpServer(), bringsFiles);
  boundUnreadAnswers(app.getHttpServer());
  app.get(NativeSocketGateway).attach(app.getHttpServer());
  await app.startAllMicroservices();
  await app.listen({ port: config.PORT, host: '0.0.0.0' });
  const probes = await startHealthServer(health, config);
  closeOnSignal(app, health, () => app.get(Drain).empty(app.getHttpServer()));
  process.once('exit', () => probes.close());
};
