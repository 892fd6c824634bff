import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AnnouncePresence } from './announce-presence.use-case.js';
import { ReportConnections } from './report-connections.use-case.js';

const everyMs = 200;
/** After a round that somebody asked for there is rest so many times as long as it took: a storm gathers. */
const restFactor = 4;
/** Leases last for many times as long. */
const leasesEveryMs = 1_000;

/** Makes the rounds: ends the leases of dead gateways, announces changes. Replicas share the work by claims in Redis. */
@Injectable()
export class PresenceRounds implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PresenceRounds.name);
  private timer: NodeJS.Timeout | null = null;
  private next: NodeJS.Timeout | null = null;
  private round: Promise<void> | null = null;
  private hasFailed = false;
  /** By the clock that never jumps. */
  private nextLeases = 0;
  private restUntil = 0;
  private isAsked = false;

  constructor(
    private readonly announce: AnnouncePresence,
    private readonly connections: ReportConnections,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.go(), everyMs);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isAsked = false;
    if (this.timer !== null) clearInterval(this.timer);
    if (this.next !== null) clearTimeout(this.next);
    await this.round;
  }

  /** Something has happened to somebody: the world is told at once, unless it has just been told of others. */
  soon(): void {
    this.isAsked = true;
    this.plan();
  }

  private plan(): void {
    if (!this.isAsked || this.round !== null) return;
    this.next ??= setTimeout(
      () => {
        this.next = null;
        this.go();
      },
      Math.max(0, this.restUntil - performance.now()),
    );
  }

  private go(): void {
    if (this.round !== null) return;
    this.isAsked = false;
    const begun = performance.now();
    this.round = this.make().finally(() => {
      const now = performance.now();
      this.restUntil = now + restFactor * (now - begun);
      this.round = null;
      this.plan();
    });
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
