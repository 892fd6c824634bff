import { Get } from '@nestjs/common';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { OperationsView } from '../../../views/operations.view.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { presentMetrics } from './metrics.presenter.js';

@ConnectBestController('metrics')
export class MetricsController {
  constructor(private readonly operations: OperationsView) {}

  /** CB-8.7 Ops Metrics: 200 for admins. */
  @Get()
  async get(@CurrentViewer() viewer: Viewer) {
    return presentMetrics(await this.operations.get(viewer));
  }
}
