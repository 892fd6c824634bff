import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import { watchProcess } from '@parley/runtime';
import { register } from 'prom-client';
import { GatewayConfig } from '../gateway.config.js';

export interface Metrics {
  readonly contentType: string;
  readonly text: string;
}

/** What this gateway counts, as Prometheus reads it. */
@Injectable()
export class MetricsView implements OnModuleInit {
  constructor(private readonly config: GatewayConfig) {}

  onModuleInit(): void {
    watchProcess();
  }

  /** @throws {AppError} ROUTE_NOT_FOUND when metrics are off */
  async get(): Promise<Metrics> {
    if (!this.config.METRICS_ENABLED) throw new AppError('ROUTE_NOT_FOUND');
    return { contentType: register.contentType, text: await register.metrics() };
  }
}
