import { describe, expect, it } from '@jest/globals';
import { AppError } from '@parley/contracts';
import type { GatewayConfig } from '../gateway.config.js';
import { MetricsView } from './metrics.view.js';

const viewWith = (METRICS_ENABLED: boolean): MetricsView => new MetricsView({ METRICS_ENABLED } as GatewayConfig);

describe('MetricsView', () => {
  it('shows what the registry holds', async () => {
    const view = viewWith(true);
    view.onModuleInit();
    expect((await view.get()).text).toContain('process_cpu_seconds_total');
  });

  it('is not there when metrics are off', async () => {
    await expect(viewWith(false).get()).rejects.toThrow(new AppError('ROUTE_NOT_FOUND'));
  });
});
