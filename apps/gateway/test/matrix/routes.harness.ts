import 'reflect-metadata';
import { NestFactory, type NestApplication } from '@nestjs/core';
import { makeHttpAdapter } from '../../src/edge/http.adapter.js';
import { GatewayConfig } from '../../src/gateway.config.js';
import { GatewayModule } from '../../src/gateway.module.js';

/** No server is spoken to: routes are registered, nothing is opened. */
const config = Object.assign(new GatewayConfig(), {
  NATS_URL: 'nats://127.0.0.1:1',
  REDIS_URL: 'redis://127.0.0.1:1',
  PUBLIC_URL: 'http://127.0.0.1:1',
});

/** Every `METHOD /url` that the gateway registers with its HTTP server, as `main.ts` would; HEAD and preflights are Fastify's own. */
export const servedRoutes = async (): Promise<readonly string[]> => {
  const adapter = makeHttpAdapter(config);
  const found = new Set<string>();
  adapter.getInstance().addHook('onRoute', ({ method, url }: { readonly method: string | string[]; readonly url: string }) => {
    for (const name of [method].flat()) if (name !== 'HEAD' && name !== 'OPTIONS') found.add(`${name} ${url}`);
  });
  const app = await NestFactory.create(GatewayModule.register(config), adapter, { logger: false, bodyParser: false });
  await (app as unknown as NestApplication).registerRouter();
  await app.close();
  return [...found].sort();
};
