import type { messaging } from '@parley/contracts';

/** What a client of this dialect reads in place of a text it has no key for (C47). */
const encryptedPlaceholder = '[Encrypted message]';

/** Content is always plain text here. */
export const decodeBody = (content: string): messaging.MessageBodyInput => ({ kind: 'plain', text: content });

export const encodeBody = (body: messaging.MessageBody): string => (body.kind === 'plain' ? body.text : encryptedPlaceholder);
