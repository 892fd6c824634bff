import { AsyncLocalStorage } from 'node:async_hooks';

/** What log lines and steps of a trace of one request share. Nothing else may hide here: identity and transaction are arguments. */
export interface RequestContext {
  readonly requestId: string | null;
  /** The step under way, as W3C trace context writes it; null without traces. */
  readonly traceparent: string | null;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const currentRequestId = (): string | null => storage.getStore()?.requestId ?? null;

export const currentTrace = (): string | null => storage.getStore()?.traceparent ?? null;

export const inRequest = <T>(requestId: string | null, work: () => T): T =>
  requestId === null ? work() : storage.run({ requestId, traceparent: currentTrace() }, work);

/** What `work` does belongs to a step of a trace. */
export const inStep = <T>(traceparent: string | null, work: () => T): T => storage.run({ requestId: currentRequestId(), traceparent }, work);
