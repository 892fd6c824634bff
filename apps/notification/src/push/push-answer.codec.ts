import type { Outcome } from '../carrier/carrier.port.js';

/** `text` is what is kept of the provider's words. */
export interface PushAnswer {
  readonly status: number;
  readonly text: string;
  readonly providerId: string | null;
  /** The provider's own word for the failure; blank when it gave none. */
  readonly reason: string;
}

/** What a provider's words mean, beyond the HTTP status. */
export interface Vocabulary {
  readonly gone: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
}

/** Words first, for a status alone may be about the token, the push or our key; 429 is about the pace. */
export const outcomeOfPush = ({ status, text, providerId, reason }: PushAnswer, words: Vocabulary): Outcome => {
  const answer = `${status} ${text}`.trim();
  if (status >= 200 && status <= 299) return { kind: 'sent', answer, providerId };
  if (words.gone.has(reason)) return { kind: 'gone', answer };
  if (words.refused.has(reason)) return { kind: 'refused', answer };
  return { kind: status === 429 ? 'deferred' : 'unreachable', answer };
};

/** A provider's JSON; an empty object when it is none. */
export const parseAnswer = (text: string): unknown => {
  try {
    return (JSON.parse(text) as unknown) ?? {};
  } catch {
    return {};
  }
};

/** The text at a path of parsed JSON; blank when there is none. */
export const wordAt = (body: unknown, ...path: readonly string[]): string => {
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    body,
  );
  return typeof found === 'string' ? found : '';
};
