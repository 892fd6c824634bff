import type { Dialect } from '@parley/contracts';

/** So many guesses of something in a window. */
export interface GuessLimit {
  readonly max: number;
  readonly windowSeconds: number;
}

/** So many log-ins in a window, of one subject from one address. */
export interface AttemptLimit extends GuessLimit {
  /** Those of one dialect, or of all. */
  readonly dialect: Dialect | null;
  /** `failures` since the last success; `requests` whatever became of them. A refusal by a limit never counts. */
  readonly counts: 'failures' | 'requests';
  /** Whether all subjects of the address share the bucket. */
  readonly isPerAddress: boolean;
}

/** A limit under RATE_LIMIT_SCALE; at least one attempt is always allowed. */
export const scaled = <L extends GuessLimit>(limit: L, scale: number): L => ({ ...limit, max: Math.max(1, Math.ceil(limit.max * scale)) });
