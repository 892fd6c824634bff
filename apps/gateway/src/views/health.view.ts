import { Injectable } from '@nestjs/common';
import { file, messaging, type Rpc } from '@parley/contracts';
import { Health, type CheckResult } from '@parley/runtime';
import { RpcClient } from '@parley/transport';
import { Connections } from '../realtime/connections.js';

/** How the fleet is: `down` when Postgres, NATS or Redis is unusable (A-CB-74), or when this gateway is going. */
export interface FleetHealth {
  readonly status: 'healthy' | 'degraded' | 'down';
  readonly database: CheckResult;
  readonly redis: CheckResult;
  readonly nats: CheckResult;
  /** Where files are kept: without it the fleet is degraded, not down. */
  readonly storage: CheckResult;
  /** Whether events reach the stream: notifications and mentions wait for them, sends do not. */
  readonly events: CheckResult;
  /** Open sockets of this gateway, of every dialect. */
  readonly connections: number;
}

const absent = (name: string): CheckResult => ({ name, isUp: false, latencyMs: 0, reason: 'not checked' });

/** Asks this gateway's own probes, messaging for its database and its events, file for its storage. */
@Injectable()
export class HealthView {
  constructor(
    private readonly health: Health,
    private readonly rpc: RpcClient,
    private readonly sockets: Connections,
  ) {}

  async get(): Promise<FleetHealth> {
    const [own, database, events, storage] = await Promise.all([
      this.health.check(),
      this.ask('database', messaging.checkStore),
      this.ask('events', messaging.checkEvents),
      this.ask('storage', file.checkStorage),
    ]);
    const named = (name: string): CheckResult => own.find((check) => check.name === name) ?? absent(name);
    const parts = { database, redis: named('redis'), nats: named('nats') };
    const isDown = this.health.isDraining || Object.values(parts).some(({ isUp }) => !isUp);
    const isWhole = storage.isUp && events.isUp && own.every(({ isUp }) => isUp);
    return { status: isDown ? 'down' : isWhole ? 'healthy' : 'degraded', ...parts, storage, events, connections: this.sockets.count };
  }

  private async ask(name: string, contract: Rpc<object, null>): Promise<CheckResult> {
    const start = performance.now();
    const took = () => Math.round(performance.now() - start);
    try {
      await this.rpc.call(contract, {});
      return { name, isUp: true, latencyMs: took() };
    } catch (error) {
      return { name, isUp: false, latencyMs: took(), reason: (error as Error).message };
    }
  }
}
