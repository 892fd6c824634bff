import type { UserId } from '@parley/contracts';

/** What a template makes of its content. */
export interface Message {
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** Of a mail, beside those of every mail. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What an app needs beside the text, all of it text. */
  readonly data?: Readonly<Record<string, string>>;
}

/** One message, ready to go. It is written for each try and never stored: it holds secrets. */
export interface Letter extends Message {
  /** Names the letter for ever: carrying it twice should reach the reader once. */
  readonly id: string;
  readonly to: string;
  /** Whose device it goes to; mails and SMS go to addresses, which say so themselves. */
  readonly ownerId?: UserId;
  /** The same at every try. */
  readonly createdAt: Date;
}

/**
 * How a try ended, with the provider's own words:
 * - `sent`: the provider has it
 * - `refused`: this letter will never go; asking again is pointless
 * - `gone`: nor will any other to this address
 * - `deferred`: not this letter, not now
 * - `unreachable`: the provider is down, mute, misconfigured or talks nonsense; other letters fare no better
 */
export type Outcome =
  | { readonly kind: 'sent'; readonly answer: string; readonly providerId: string | null }
  | { readonly kind: 'refused' | 'gone' | 'deferred' | 'unreachable'; readonly answer: string };

/** Whatever takes letters away: a provider, or the outbox folder. */
export abstract class Carrier {
  /** Never throws for what a provider does. When `signal` aborts it lets go of everything and answers at once. */
  abstract carry(letter: Letter, signal: AbortSignal): Promise<Outcome>;
}
