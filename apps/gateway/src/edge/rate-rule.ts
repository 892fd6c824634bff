/** Whose requests share a bucket. `caller`: the token's user, else the address; `login`: the address and the name it tries. */
export type RateSubject = 'caller' | 'login';

/** One class of requests of a dialect and how many it may make (C76). A request counts in the first rule it matches (A-CB-88). */
export interface RateRule {
  readonly name: string;
  /** Undefined: every method. */
  readonly methods?: readonly string[];
  readonly path: RegExp;
  /** Requests per window; null: not limited. */
  readonly limit: number | null;
  readonly windowSeconds: number;
  readonly subject: RateSubject;
}

/** One class of socket events of a dialect; an event counts in the first rule it matches. */
export interface FrameRule {
  readonly name: string;
  readonly events: RegExp;
  /** Events per window; null: not limited. */
  readonly limit: number | null;
  readonly windowSeconds: number;
  /** Excess is dropped without an error (typing). */
  readonly isSilent: boolean;
}

export const perMinute = 60;
export const perHour = 3_600;
