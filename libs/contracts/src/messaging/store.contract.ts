import { defineRpc } from '../rpc.js';

export class CheckStoreInput {}

/** Answers when the message store can be read; the gateways' health depends on it. */
export const checkStore = defineRpc<CheckStoreInput, null>('messaging.store.check', { input: CheckStoreInput, errors: [], idempotent: true });

export class CheckEventsInput {}

/** Answers unless events of messaging wait for the stream longer than they do while it takes them: those who hear of messages by it are behind. */
export const checkEvents = defineRpc<CheckEventsInput, null>('messaging.events.check', { input: CheckEventsInput, errors: [], idempotent: true });

export class CountMessagesInput {}

/** How many messages there are, and how many of them are younger than 60 s. */
export const countMessages = defineRpc<CountMessagesInput, { readonly total: number; readonly lastMinute: number }>('messaging.store.count', {
  input: CountMessagesInput,
  errors: [],
  timeoutMs: 5_000,
  idempotent: true,
});
