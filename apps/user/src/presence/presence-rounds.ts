import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AnnouncePresence } from './announce-presence.use-case.js';
import { ReportConnections } from './report-connections.use-case.js';

const everyMs = 200;
/** Leases last for many times as long. */
const leasesEveryMs = 1_000;

/** Makes the rounds: ends the leases of dead gateways, announces changes. Replicas share the work by claims in Redis. */
@Injectable()
export class PresenceRounds implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PresenceRounds.name);
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> | null = null;
  private hasFailed = false;
  /** By the clock that never jumps. */
  private nextLeases = 0;

  constructor(
    private readonly announce: AnnouncePresence,
    private readonly connections: ReportConnections,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.round ??= this.make().finally(() => (this.round = null));
    }, everyMs);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.round;
  }

  private async endLeases(): Promise<void> {
    if (performance.now() < this.nextLeases) return;
    await this.connections.expire(Date.now());
    this.nextLeases = performance.now() + leasesEveryMs;
  }

  /** Redis or Postgres may be away: the next round catches up. */
  private async make(): Promise<void> {
    try {
      await this.endLeases();
      while (await this.announce.execute(Date.now()));
      this.hasFailed = false;
    } catch (error) {
      if (!this.hasFailed) this.logger.warn(`presence stands still: ${(error as Error).message}`);
      this.hasFailed = true;
    }
  }
}
