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
  /** The field of the body that names the account tried; no other, or whoever guesses would name somebody else in each request. */
  readonly nameField?: string;
  /** What it counts sends a message, and counts against `messageCeiling` too. */
  readonly isMessage?: true;
}

/** One class of socket events of a dialect; an event counts in the first rule it matches, with the requests of a rule of that name. */
export interface FrameRule {
  readonly name: string;
  readonly events: RegExp;
  /** Events per window; null: not limited. */
  readonly limit: number | null;
  readonly windowSeconds: number;
  /** Excess is dropped without an error (typing). */
  readonly isSilent: boolean;
  /** As of a `RateRule`. */
  readonly isMessage?: true;
}

export const perMinute = 60;
export const perHour = 3_600;

/** What one user may send over all dialects and doors; it protects the store (C76). */
export const messageCeiling = { limit: 300, windowSeconds: perMinute } as const;
