import { messaging } from '@parley/contracts';

/** Shown for ciphertext of another dialect (C47). */
const encryptedText = '[Encrypted message]';

/** Where the readable text beside an `encrypted_content` is kept, so that it is repeated as sent (A-UM-17). */
const fallbackKey = messaging.bodyForms.fallback;

/** Where the JSON that names a file is kept, so that it, too, is repeated as sent (A-UM-16). */
const writtenKey = messaging.bodyForms.written;

/** Longer JSON than this names no file: all of it is kept, and metadata is 8 KiB at most. */
const maxWrittenChars = 2_000;
const maxUrlChars = 1_500;

type SentType = Exclude<messaging.MessageType, 'system'>;

/** What a client wrote, as contracts take it. */
interface Written {
  readonly body: messaging.MessageBodyInput;
  readonly attachments: readonly messaging.AttachmentInput[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A file elsewhere, named as A-UM-16 says, and the text beside it; null for content of any other form. */
const linkedFile = (content: string): { readonly url: string; readonly caption: string } | null => {
  try {
    const { url, caption } = (JSON.parse(content) ?? {}) as { readonly url?: unknown; readonly caption?: unknown };
    if (typeof url !== 'string' || url.length > maxUrlChars || !/^https?:\/\/[^\s/]\S*$/i.test(url)) return null;
    return { url, caption: typeof caption === 'string' ? caption : '' };
  } catch {
    return null;
  }
};

/** `content`, or `encrypted_content` as opaque ciphertext with `content` as its fallback. JSON that names a file elsewhere is that file. */
export const decodeContent = (type: SentType, content: string, encryptedContent: string | null): Written => {
  if (encryptedContent !== null) {
    const body = { kind: 'cipher', scheme: 'umoc', data: encryptedContent, iv: null, keyVersion: null } as const;
    return { body, attachments: [], metadata: fallbackOf(content) };
  }
  const file = type === 'text' || content.length > maxWrittenChars ? null : linkedFile(content);
  if (type === 'text' || file === null) return { body: { kind: 'plain', text: content }, attachments: [], metadata: {} };
  return {
    body: { kind: 'plain', text: file.caption },
    attachments: [{ fileId: null, url: file.url, kind: type }],
    metadata: { [writtenKey]: content },
  };
};

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
  const written = message.metadata[writtenKey];
  // Only while it says what the message says: an edit, or metadata somebody made up, does not.
  const file = typeof written === 'string' ? linkedFile(written) : null;
  if (file?.url === first.url && file.caption === text) return written as string;
  const shown = { ...presentFile(first), caption: text === '' ? null : text };
  return JSON.stringify(others.length === 0 ? shown : { ...shown, files: others.map(presentFile) });
};

/** Ciphertext as its writer sent it, for clients that share the keys (C47); null for plain text. */
export const encodeEncrypted = ({ body }: messaging.Message): string | null => {
  if (body.kind === 'plain') return null;
  return body.scheme === 'chatrooms' ? JSON.stringify({ encrypted_data: body.data, iv: body.iv, key_version: body.keyVersion }) : body.data;
};

/** System messages are plain text here (C44). */
export const encodeType = (type: messaging.MessageType): Exclude<messaging.MessageType, 'system'> => (type === 'system' ? 'text' : type);
