import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { register } from 'prom-client';
import { readinessOf, type Health } from './health.js';
import type { ServiceConfig } from './service.config.js';

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const ready = async (health: Health, response: ServerResponse): Promise<void> => {
  if (health.isDraining) return answer(response, 503, { status: 'draining', reason: 'shutting down' });
  const checks = await health.check();
  const { isReady, reason } = readinessOf(checks);
  return answer(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'waiting', reason, checks });
};

/** The private probes of a process: `/health/live` (the loop turns), `/health/ready` (usable), `/metrics` (Prometheus). */
export const startHealthServer = (
  health: Health,
  { HEALTH_PORT, HEALTH_HOST }: Pick<ServiceConfig, 'HEALTH_PORT' | 'HEALTH_HOST'>,
): Promise<Server> => {
  const server = createServer((request, response) => {
    if (request.url === '/health/live') return answer(response, 200, { status: 'live' });
    if (request.url === '/health/ready') return void ready(health, response);
    if (request.url === '/metrics') {
      return void register.metrics().then((text) => response.writeHead(200, { 'content-type': register.contentType }).end(text));
    }
    return answer(response, 404, { status: 'unknown' });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(HEALTH_PORT, HEALTH_HOST, () => resolve(server));
  });
};

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;
