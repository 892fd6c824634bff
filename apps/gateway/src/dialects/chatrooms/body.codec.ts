import { AppError, messaging } from '@parley/contracts';

/** RC's `content`. `key_version` 0 says "not encrypted": the data is then base64 of the text (C47). */
export interface Content {
  readonly encrypted_data: string;
  readonly iv: string;
  readonly key_version: number;
}

const base64 = /^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)={0,2}$/;
const maxIvChars = 1_024;
/** Bytes that no chat text holds: control characters other than tab, line feed and carriage return. */
const unprintable = /[^\P{Cc}\n\r\t]/u;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Unpadded is base64 too; one digit more than whole bytes is not. */
const isBase64 = (text: string): boolean => base64.test(text) && text.replace(/=+$/, '').length % 4 !== 1;

const textOf = (data: string): string | null => {
  try {
    return utf8.decode(Buffer.from(data, 'base64'));
  } catch {
    return null;
  }
};

const requireContent = (content: unknown, mayBeEmpty: boolean): Content => {
  const refuse = (reason: string): never => {
    throw new AppError('MESSAGE_CIPHER_INVALID', { content: reason });
  };
  if (typeof content !== 'object' || content === null) return refuse('must be an object with encrypted_data, iv and key_version');
  const { encrypted_data, iv, key_version } = content as Partial<Record<keyof Content, unknown>>;
  const isEmpty = mayBeEmpty && encrypted_data === '';
  if (typeof encrypted_data !== 'string' || !(isEmpty || isBase64(encrypted_data))) return refuse('encrypted_data must be base64 and not empty');
  if (typeof iv !== 'string' || iv.length > maxIvChars) return refuse(`iv must be a string of at most ${maxIvChars} characters`);
  if (!Number.isSafeInteger(key_version) || (key_version as number) < 0) return refuse('key_version must be an integer of at least 0');
  return { encrypted_data, iv, key_version: key_version as number };
};

const { cipherBytes } = messaging.bodyLimits;

/**
 * Beside files the data may be empty (`mayBeEmpty`). Plain when the client says so (`key_version` 0) or hides nothing (no iv, readable text); else ciphertext, byte for byte.
 * @throws {AppError} MESSAGE_CIPHER_INVALID (A-RC-08), MESSAGE_TOO_LONG (A-RC-37)
 */
export const decodeBody = (content: unknown, mayBeEmpty: boolean): messaging.MessageBodyInput => {
  const { encrypted_data: data, iv, key_version: keyVersion } = requireContent(content, mayBeEmpty);
  // Whatever it hides: so many bytes of text are too many characters. And control characters, six times as long in JSON, might not reach the store.
  if (data.length > cipherBytes) throw new AppError('MESSAGE_TOO_LONG', { limit: cipherBytes });
  const text = keyVersion === 0 || iv === '' ? textOf(data) : null;
  const isPlain = text !== null && (keyVersion === 0 || !unprintable.test(text));
  return isPlain ? { kind: 'plain', text } : { kind: 'cipher', scheme: 'chatrooms', data, iv, keyVersion };
};

/** Ciphertext of another dialect has no RC key: its `key_version` is -1 (C47). */
const foreignKeyVersion = -1;

export const encodeBody = (body: messaging.MessageBody): Content => {
  if (body.kind === 'plain') return { encrypted_data: Buffer.from(body.text, 'utf8').toString('base64'), iv: '', key_version: 0 };
  const isOurs = body.scheme === 'chatrooms';
  return {
    encrypted_data: body.data,
    iv: isOurs ? (body.iv ?? '') : '',
    key_version: isOurs ? (body.keyVersion ?? foreignKeyVersion) : foreignKeyVersion,
  };
};
