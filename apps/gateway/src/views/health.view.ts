import { Injectable } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { Health, type CheckResult } from '@parley/runtime';
import { RpcClient } from '@parley/transport';
import { Connections } from '../realtime/connections.js';

/** How the fleet is: `down` when Postgres, NATS or Redis is unusable (A-CB-74). */
export interface FleetHealth {
  readonly status: 'healthy' | 'degraded' | 'down';
  readonly database: CheckResult;
  readonly redis: CheckResult;
  readonly nats: CheckResult;
  /** Open sockets of this gateway, of every dialect. */
  readonly connections: number;
}

const absent = (name: string): CheckResult => ({ name, isUp: false, latencyMs: 0, reason: 'not checked' });

/** Asks this gateway's own probes, and messaging for its store. */
@Injectable()
export class HealthView {
  constructor(
    private readonly health: Health,
    private readonly rpc: RpcClient,
    private readonly sockets: Connections,
  ) {}

  async get(): Promise<FleetHealth> {
    const [own, store] = await Promise.all([this.health.check(), this.store()]);
    const named = (name: string): CheckResult => own.find((check) => check.name === name) ?? absent(name);
    const parts = { database: store, redis: named('redis'), nats: named('nats') };
    const isDown = Object.values(parts).some(({ isUp }) => !isUp);
    return { status: isDown ? 'down' : own.every(({ isUp }) => isUp) ? 'healthy' : 'degraded', ...parts, connections: this.sockets.count };
  }

  private async store(): Promise<CheckResult> {
    const start = performance.now();
    try {
      await this.rpc.call(messaging.checkStore, {});
      return { name: 'database', isUp: true, latencyMs: Math.round(performance.now() - start) };
    } catch (error) {
      return { name: 'database', isUp: false, latencyMs: Math.round(performance.now() - start), reason: (error as Error).message };
    }
  }
}
