import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AppError } from '@parley/contracts';
import { Counter, Gauge } from 'prom-client';
import { GatewayConfig } from '../gateway.config.js';
import { Turnstile } from './turnstile.js';

/** While somebody inside waits longer than this, nobody new is let in: it would only wait behind him. */
const patienceMs = 1_000;
/** A client has given its handshake up by then. */
const longestWaitMs = 5_000;

const outcomes = new Counter({
  name: 'parley_gateway_admissions_total',
  help: 'Handshakes and syncs of sockets, by whether there was room for them',
  labelNames: ['step', 'outcome'],
});

/**
 * The way back for clients that all lost their gateway at the same moment: so many authenticate and join at once, so many
 * sync, a bounded number waits, and the rest is told when to come back.
 */
@Injectable()
export class Admission implements OnModuleInit {
  /** Authenticating and joining rooms. */
  readonly handshakes: Turnstile;
  /** Reading what was missed. */
  readonly syncs: Turnstile;
  private readonly spreadMs: number;

  constructor(config: GatewayConfig) {
    this.spreadMs = config.RECONNECT_SPREAD_SECONDS * 1_000;
    const limits = {
      atOnce: config.HANDSHAKES_AT_ONCE,
      mostWaiting: config.HANDSHAKES_WAITING,
      longestWaitMs,
      returnWithinSeconds: config.RECONNECT_SPREAD_SECONDS,
    };
    const turnstileOf = (step: string): Turnstile => new Turnstile(limits, (outcome) => outcomes.inc({ step, outcome }));
    this.handshakes = turnstileOf('handshake');
    this.syncs = turnstileOf('sync');
  }

  onModuleInit(): void {
    const steps = { handshake: this.handshakes, sync: this.syncs };
    new Gauge({
      name: 'parley_gateway_admissions',
      help: 'Handshakes and syncs of sockets at this moment, by state',
      labelNames: ['step', 'state'],
      collect() {
        for (const [step, turnstile] of Object.entries(steps)) {
          this.set({ step, state: 'under way' }, turnstile.underWay);
          this.set({ step, state: 'waiting' }, turnstile.waiting);
        }
      },
    });
  }

  /** Why a new client may not come in now, and when it may ask again; null when it may. Costs nothing, so it is asked first. */
  refusalOfNew(): AppError | null {
    const isLate = this.handshakes.lateMs > patienceMs || this.syncs.lateMs > patienceMs;
    return isLate || this.handshakes.isFull ? this.handshakes.refusal() : null;
  }

  /** When a client that is sent away now should come back: each is told another moment. */
  returnAfterMs(): number {
    return Math.round(Math.random() * this.spreadMs);
  }
}
