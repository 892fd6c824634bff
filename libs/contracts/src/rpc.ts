import type { ErrorCode } from './errors.js';

export type InputClass<I> = new () => I;

export interface RpcOptions<I> {
  /** Validated on arrival, always. */
  readonly input: InputClass<I>;
  /** Every code the handler may answer with, beyond INPUT_INVALID, SERVICE_UNAVAILABLE and INTERNAL. */
  readonly errors: readonly ErrorCode[];
  /** How long a caller waits (2,000 ms unless told). */
  readonly timeoutMs?: number;
  /** Repeating it changes nothing, always or of an input of which this is true; the caller asks again when no answer comes. */
  readonly idempotent?: boolean | ((input: I) => boolean);
}

/** Asks one service something; `subject` is `service.noun.verb`. */
export interface Rpc<I, O> {
  readonly subject: string;
  readonly input: InputClass<I>;
  readonly errors: readonly ErrorCode[];
  readonly timeoutMs: number;
  /** Whether repeating it with this input changes nothing. */
  isIdempotent(input: I): boolean;
  /** Calls that wait at the same moment travel together; each has its own result or error. */
  readonly plural: boolean;
  /** Carries the output type; never set. */
  readonly output?: O;
}

const defaultTimeoutMs = 2_000;

export const defineRpc = <I, O>(subject: string, options: RpcOptions<I>): Rpc<I, O> => ({
  subject,
  input: options.input,
  errors: options.errors,
  timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
  isIdempotent: typeof options.idempotent === 'function' ? options.idempotent : () => options.idempotent === true,
  plural: false,
});

/** A hot contract: its handler is plural (inputs → results or errors), its callers see the singular call. */
export const definePluralRpc = <I, O>(subject: string, options: RpcOptions<I>): Rpc<I, O> => ({
  ...defineRpc<I, O>(subject, options),
  plural: true,
});
