import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { HealthView } from '../../../views/health.view.js';
import { MetricsView } from '../../../views/metrics.view.js';
import { PublicChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { presentHealth } from './health.presenter.js';

@PublicChatroomsController('')
export class HealthController {
  constructor(
    private readonly health: HealthView,
    private readonly metrics: MetricsView,
  ) {}

  /** RC-health: 200; 503 when the fleet is unusable, for probes (C07). */
  @Get('health')
  async check(@Res({ passthrough: true }) reply: FastifyReply) {
    const health = await this.health.get();
    if (health.status === 'down') void reply.status(503);
    return succeed(presentHealth(health, new Date()), health.status === 'down' ? 'Service is unhealthy' : 'Service is healthy');
  }

  /** RC-metrics: 200, Prometheus text; 404 when metrics are off (C07). */
  @Get('metrics')
  async scrape(@Res({ passthrough: true }) reply: FastifyReply) {
    const { contentType, text } = await this.metrics.get();
    void reply.type(contentType);
    return text;
  }
}
