import { AppError } from '@parley/contracts';
import type { Message } from './carrier.port.js';

/** Where a message goes and where its links lead. */
export interface Destination {
  readonly to: string;
  readonly appUrl: string;
}

export type Content = Readonly<Record<string, unknown>>;

export interface Template {
  /** How long after the request the message still means something; then it is dropped. */
  readonly lifetimeSeconds: number;
  /** @throws {AppError} INPUT_INVALID when the content lacks a field */
  write(content: Content, destination: Destination): Message;
}

/** A template from a typed function; `fields` are what must be there before it is called. */
export const defineTemplate = <C extends Readonly<Record<keyof C, string>>>(
  lifetimeSeconds: number,
  fields: readonly (keyof C & string)[],
  write: (content: C, destination: Destination) => Message,
): Template => ({
  lifetimeSeconds,
  write: (content, destination) => {
    const missing = fields.filter((field) => typeof content[field] !== 'string');
    if (missing.length > 0) throw new AppError('INPUT_INVALID', Object.fromEntries(missing.map((field) => [field, 'must be a string'])));
    return write(content as unknown as C, destination);
  },
});
