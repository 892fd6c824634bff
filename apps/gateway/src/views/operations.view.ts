import { Injectable } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { RequestMeter } from '../edge/request-meter.js';
import { Connections } from '../realtime/connections.js';
import type { Viewer } from '../session/viewer.js';
import { AdminView } from './admin.view.js';

/** What an operator sees at a glance. Messages are of the whole fleet, all else of this replica (A-CB-75). */
export interface Operations {
  readonly connections: number;
  readonly totalMessages: number;
  readonly messagesPerSecond: number;
  readonly averageLatencyMs: number;
  readonly errorPercent: number;
  /** Of one core, since the last look or over the last second at least. */
  readonly cpuPercent: number;
  readonly memoryBytes: number;
}

const shortestSampleMs = 1_000;

@Injectable()
export class OperationsView {
  private sample = { at: performance.now(), usage: process.cpuUsage() };
  private cpuPercent = 0;

  constructor(
    private readonly rpc: RpcClient,
    private readonly admins: AdminView,
    private readonly meter: RequestMeter,
    private readonly sockets: Connections,
  ) {}

  /** @throws {AppError} ADMIN_REQUIRED */
  async get({ userId }: Viewer): Promise<Operations> {
    await this.admins.require(userId);
    const { total, lastMinute } = await this.rpc.call(messaging.countMessages, {});
    return {
      connections: this.sockets.count,
      totalMessages: total,
      messagesPerSecond: lastMinute / 60,
      averageLatencyMs: this.meter.averageLatencyMs,
      errorPercent: this.meter.errorPercent,
      cpuPercent: this.measureCpu(),
      memoryBytes: process.memoryUsage.rss(),
    };
  }

  private measureCpu(): number {
    const elapsedMs = performance.now() - this.sample.at;
    if (elapsedMs < shortestSampleMs) return this.cpuPercent;
    const { user, system } = process.cpuUsage(this.sample.usage);
    this.cpuPercent = ((user + system) / 1_000 / elapsedMs) * 100;
    this.sample = { at: performance.now(), usage: process.cpuUsage() };
    return this.cpuPercent;
  }
}
