import type { messaging } from '@parley/contracts';
import { InputError } from '../input-error.js';

/** Padded, in either alphabet: the document's own examples have an underscore (A-V1-17, P4). */
const base64Shape = /^[A-Za-z0-9+/_-]*={0,2}$/;
const control = /(?![\n\r\t])\p{Cc}/u;

const isBase64 = (text: string): boolean => text.length % 4 === 0 && base64Shape.test(text);

/** The text in the bytes, or null when they are no printable UTF-8. */
const textIn = (bytes: Uint8Array): string | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return control.test(text) ? null : text;
  } catch {
    return null;
  }
};

/**
 * `content_encrypted` → body: printable UTF-8 is plain text in base64 dress, all else ciphertext kept as sent (C47).
 * @throws {InputError} when it is not base64 (A-V1-17)
 */
export const decodeBody = (content: string): messaging.MessageBodyInput => {
  if (!isBase64(content)) throw new InputError([{ field: 'content_encrypted', kind: 'format', message: 'content_encrypted must be base64' }]);
  const text = textIn(Buffer.from(content, 'base64'));
  return text === null ? { kind: 'cipher', scheme: 'v1', data: content, iv: null, keyVersion: null } : { kind: 'plain', text };
};

const toBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Body → `content_encrypted` (C47): what is base64 already goes out byte for byte. */
export const encodeBody = (body: messaging.MessageBody): string => {
  if (body.kind === 'plain') return toBase64(body.text);
  return body.scheme === 'umoc' ? toBase64(body.data) : body.data;
};

/** The text of a preview: `last_message.content` (V1-3.1), notification bodies. */
export const previewOf = (body: messaging.MessageBody): string => (body.kind === 'plain' ? body.text : 'Encrypted message');
