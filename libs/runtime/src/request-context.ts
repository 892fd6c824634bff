import { AsyncLocalStorage } from 'node:async_hooks';

/** What log lines of one request share. Nothing else may hide here: identity and transaction are arguments. */
export interface RequestContext {
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const currentRequestId = (): string | null => storage.getStore()?.requestId ?? null;

export const inRequest = <T>(requestId: string | null, work: () => T): T => (requestId === null ? work() : storage.run({ requestId }, work));
