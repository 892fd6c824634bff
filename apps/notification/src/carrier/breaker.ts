export interface BreakerRules {
  /** Sends that may be under way at once. */
  readonly limit: number;
  /** Failures to reach the provider, one after another, that open the breaker. */
  readonly threshold: number;
  /** How long it then stays open before one letter may try. */
  readonly pauseMs: number;
}

/** Keeps letters from a provider that does not take any: they wait in the ledger, and cost no try. */
export class Breaker {
  private failures = 0;
  private pausedUntilMs = 0;

  constructor(private readonly rules: BreakerRules) {}

  get isOpen(): boolean {
    return this.failures >= this.rules.threshold;
  }

  /** How many more letters may leave now. */
  room(underWay: number, nowMs: number): number {
    if (!this.isOpen) return Math.max(0, this.rules.limit - underWay);
    return underWay === 0 && nowMs >= this.pausedUntilMs ? 1 : 0;
  }

  note(wasReached: boolean, nowMs: number): void {
    this.failures = wasReached ? 0 : this.failures + 1;
    if (this.isOpen) this.pausedUntilMs = nowMs + this.rules.pauseMs;
  }
}
