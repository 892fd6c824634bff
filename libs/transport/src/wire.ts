import type { Msg } from '@nats-io/transport-node';
import { fromWireError, toWireError, type AppError, type WireError } from '@parley/contracts';

/** A result or an expected failure, as it travels and as plural handlers return it. */
export type Outcome<O> = { readonly ok: O } | { readonly error: WireError };

export interface WireRequest {
  readonly requestId: string | null;
  /** How long the caller waits from the moment of sending. */
  readonly timeoutMs: number;
  /** For each input the step that asks (W3C trace context); absent when nobody traces. */
  readonly traces?: readonly (string | null)[];
  readonly inputs: readonly unknown[];
}

export interface WireReply {
  readonly outcomes: readonly Outcome<unknown>[];
}

export const succeeded = <O>(ok: O): Outcome<O> => ({ ok });

export const failed = (error: AppError): Outcome<never> => ({ error: toWireError(error) });

/** @throws {AppError} the failure the outcome carries */
export const unwrap = <O>(outcome: Outcome<O>): O => {
  if ('error' in outcome) throw fromWireError(outcome.error);
  return outcome.ok;
};

/**
 * What a message says, or undefined when it is no JSON. An error thrown where a message is received would end the reading of
 * the whole connection, for good.
 */
export const readJson = <T>(message: Pick<Msg, 'string'>): T | undefined => {
  try {
    return JSON.parse(message.string()) as T;
  } catch {
    return undefined;
  }
};

/** RPC, events and signals have subject spaces of their own, so that a stream never captures a request. */
export const rpcSubject = (prefix: string, subject: string): string => `${prefix}rpc.${subject}`;
export const eventSubject = (prefix: string, subject: string): string => `${prefix}event.${subject}`;
export const signalSubject = (prefix: string, subject: string): string => `${prefix}signal.${subject}`;

/** One stream per publishing service. */
export const streamName = (prefix: string, service: string): string => `${prefix.replaceAll('.', '_')}events_${service.replaceAll('-', '_')}`;
