import type { TransportOptions } from '@parley/transport';

/** How the operator's CLI joins the bus of a running fleet. */
export const adminCliOptions = (): TransportOptions => ({
  natsUrl: process.env['NATS_URL'] ?? 'nats://127.0.0.1:4222',
  prefix: process.env['NATS_PREFIX'] ?? '',
  service: 'admin-cli',
  instance: 'admin-cli',
});
