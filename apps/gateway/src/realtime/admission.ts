import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AppError } from '@parley/contracts';
import { Counter, Gauge } from 'prom-client';
import { GatewayConfig } from '../gateway.config.js';
import { Turnstile, type Rank } from './turnstile.js';

/** While somebody has waited longer than this, nobody new may wait: it would only be behind him. */
const patienceMs = 500;
const longestWaitMs = 1_000;

const stepOf: Readonly<Record<Rank, string>> = { entering: 'handshake', inside: 'sync' };
const ranks: readonly Rank[] = ['entering', 'inside'];

const outcomes = new Counter({
  name: 'parley_gateway_admissions_total',
  help: 'Handshakes and syncs of sockets, by whether there was room for them',
  labelNames: ['step', 'outcome'],
});

/**
 * The way back for clients that all lost their gateway at the same moment: so many authenticate, join and sync at once, those
 * that are in go before those that come, a bounded number waits, and the rest is told when to come back.
 */
@Injectable()
export class Admission implements OnModuleInit {
  private readonly turnstile: Turnstile;
  private readonly spreadMs: number;

  constructor(config: GatewayConfig) {
    this.spreadMs = config.RECONNECT_SPREAD_SECONDS * 1_000;
    const limits = {
      atOnce: config.HANDSHAKES_AT_ONCE,
      mostWaiting: config.HANDSHAKES_WAITING,
      longestWaitMs,
      returnWithinSeconds: config.RECONNECT_SPREAD_SECONDS,
    };
    this.turnstile = new Turnstile(limits, (rank, outcome) => outcomes.inc({ step: stepOf[rank], outcome }));
  }

  onModuleInit(): void {
    const { turnstile } = this;
    new Gauge({
      name: 'parley_gateway_admissions',
      help: 'Handshakes and syncs of sockets that are under way, and those that wait for it',
      labelNames: ['state'],
      collect() {
        this.set({ state: 'under way' }, turnstile.underWay);
        for (const rank of ranks) this.set({ state: `${stepOf[rank]} waits` }, turnstile.waiting(rank));
      },
    });
  }

  /** Authenticating and joining rooms. @throws {AppError} SERVICE_UNAVAILABLE with details.retryAfterSeconds */
  handshake<T>(work: () => Promise<T>): Promise<T> {
    return this.turnstile.pass('entering', work);
  }

  /** Reading what was missed. @throws {AppError} SERVICE_UNAVAILABLE with details.retryAfterSeconds */
  sync<T>(work: () => Promise<T>): Promise<T> {
    return this.turnstile.pass('inside', work);
  }

  /** Why a new client may not come in now, and when it may ask again; null when it may. Costs nothing, so it is asked first. */
  refusalOfNew(): AppError | null {
    const isLate = ranks.some((rank) => this.turnstile.lateMs(rank) > patienceMs);
    return isLate || this.turnstile.isFull ? this.turnstile.refusal('entering') : null;
  }

  /** When a client that is sent away now should come back: each is told another moment. */
  returnAfterMs(): number {
    return Math.round(Math.random() * this.spreadMs);
  }

  /** The gateway ends: nobody comes in any more. */
  close(): void {
    this.turnstile.close();
  }

  /** Whether anybody is still coming in or syncing. */
  get isBusy(): boolean {
    return this.turnstile.underWay > 0;
  }
}
