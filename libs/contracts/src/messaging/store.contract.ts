import { defineRpc } from '../rpc.js';

export class CheckStoreInput {}

/** Answers when the message store can be read; the gateways' health depends on it. */
export const checkStore = defineRpc<CheckStoreInput, null>('messaging.store.check', { input: CheckStoreInput, errors: [], idempotent: true });
