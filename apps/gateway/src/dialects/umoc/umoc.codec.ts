import type { messaging } from '@parley/contracts';

/** Shown for ciphertext of another dialect (C47). */
const encryptedText = '[Encrypted message]';

/** Where the readable text beside an `encrypted_content` is kept, so that it is repeated as sent (A-UM-17). */
const fallbackKey = 'fallback_text';

/** What a client wrote, as contracts take it. */
interface Written {
  readonly body: messaging.MessageBodyInput;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** `content`, or `encrypted_content` as opaque ciphertext with `content` as its fallback. */
export const decodeContent = (content: string, encryptedContent: string | null): Written =>
  encryptedContent === null
    ? { body: { kind: 'plain', text: content }, metadata: {} }
    : { body: { kind: 'cipher', scheme: 'umoc', data: encryptedContent, iv: null, keyVersion: null }, metadata: fallbackOf(content) };

const fallbackOf = (content: string): Readonly<Record<string, unknown>> => (content === '' ? {} : { [fallbackKey]: content });

const presentFile = (file: messaging.Attachment) => ({
  file_id: file.fileId,
  file_name: file.name,
  file_size: file.sizeBytes,
  file_type: file.mime,
  url: file.url,
  thumbnail_url: file.thumbnailUrl,
  duration: file.durationSeconds,
});

const readableText = ({ body, metadata }: messaging.Message): string => {
  if (body.kind === 'plain') return body.text;
  const fallback = metadata[fallbackKey];
  return body.scheme !== 'umoc' ? encryptedText : typeof fallback === 'string' ? fallback : '';
};

/** The text; for files a JSON string of the first, with the others under `files` and the text as `caption` (C50, A-UM-16). */
export const encodeContent = (message: messaging.Message): string => {
  const [first, ...others] = message.attachments;
  const text = readableText(message);
  if (first === undefined) return text;
  const file = { ...presentFile(first), caption: text === '' ? null : text };
  return JSON.stringify(others.length === 0 ? file : { ...file, files: others.map(presentFile) });
};

/** Ciphertext as its writer sent it, for clients that share the keys (C47); null for plain text. */
export const encodeEncrypted = ({ body }: messaging.Message): string | null => {
  if (body.kind === 'plain') return null;
  return body.scheme === 'chatrooms' ? JSON.stringify({ encrypted_data: body.data, iv: body.iv, key_version: body.keyVersion }) : body.data;
};

/** System messages are plain text here (C44). */
export const encodeType = (type: messaging.MessageType): Exclude<messaging.MessageType, 'system'> => (type === 'system' ? 'text' : type);
