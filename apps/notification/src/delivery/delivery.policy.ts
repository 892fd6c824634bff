import type { BreakerRules } from '../carrier/breaker.js';

/** How fast and how patiently letters go. */
export interface Pace extends BreakerRules {
  /** A try that has no answer by then has failed (F27). */
  readonly sendTimeoutMs: number;
  /** In the place of `limit` for pushes, of which there is one for each device. */
  readonly pushLimit: number;
}

export const pace: Pace = { limit: 5, pushLimit: 50, threshold: 3, pauseMs: 5_000, sendTimeoutMs: 10_000 };

/** A claimed row belongs to its replica for this long: longer than a try, so that only a dead replica's comes free. */
export const leaseSeconds = 30;

const firstWaitMs = 1_000;
const longestWaitMs = 30 * 60_000;

/** The wait after the `attempts`-th try: doubling from a second to half an hour, of which half is chance so that retries spread. */
export const backoffMs = (attempts: number, random: number): number => {
  const whole = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempts - 1));
  return Math.round(whole * (0.5 + random / 2));
};

const maxAnswerChars = 500;
/** Postgres keeps no NUL, and nobody reads the others. */
const controlCharacters = /\p{Cc}+/gu;

/** A provider's words as they may be kept: what was secret in the letter is not repeated by its answer. */
export const keepableAnswer = (answer: string, secrets: readonly string[]): string =>
  secrets
    .reduce((text, secret) => text.replaceAll(secret, '…'), answer)
    .replace(controlCharacters, ' ')
    .slice(0, maxAnswerChars);
