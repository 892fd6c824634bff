import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { HealthView } from '../../../views/health.view.js';
import { OpenConnectBestController } from '../connectbest.controller.decorator.js';
import { presentHealth } from './health.presenter.js';

@OpenConnectBestController('health')
export class HealthController {
  constructor(private readonly health: HealthView) {}

  /** CB-8.6 System Health Check: 200, or 503 with the same body when something critical is down. */
  @Get()
  async check(@Res({ passthrough: true }) reply: FastifyReply) {
    const fleet = await this.health.get();
    void reply.status(fleet.status === 'down' ? 503 : 200);
    return presentHealth(fleet, { uptimeSeconds: process.uptime(), now: new Date().toISOString() });
  }
}
