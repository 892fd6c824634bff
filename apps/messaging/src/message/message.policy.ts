import { AppError, messaging, readableText } from '@parley/contracts';
import { checkAttachment } from './attachment.policy.js';
import { charactersOf, isStorable, storableJson } from './text.policy.js';

const { textChars, cipherBytes, metadataBytes } = messaging.bodyLimits;

/** What a sender says, checked: everything of a message that does not depend on where it goes. */
export interface MessageContent {
  /** Null: what its first attachment is. */
  readonly type: messaging.MessageType | null;
  readonly body: messaging.MessageBody;
  readonly attachments: readonly messaging.Attachment[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

const plainBody = (given: string, hasAttachments: boolean): messaging.MessageBody => {
  const text = readableText(given);
  if (text.trim() === '' && !hasAttachments) throw new AppError('MESSAGE_EMPTY');
  if (text.length > textChars && charactersOf(text) > textChars) throw new AppError('MESSAGE_TOO_LONG', { limit: textChars });
  return { kind: 'plain', text };
};

/** Ciphertext is kept byte for byte (C47), so what cannot be stored as it is is refused, never changed. */
const cipherBody = ({ scheme, data, iv, keyVersion }: messaging.MessageBodyInput, hasAttachments: boolean): messaging.MessageBody => {
  if (scheme === undefined || data === undefined) throw new AppError('INPUT_INVALID', { body: 'must have scheme and data' });
  if (data === '' && !hasAttachments) throw new AppError('MESSAGE_EMPTY');
  if (Buffer.byteLength(data) > cipherBytes) throw new AppError('MESSAGE_TOO_LONG', { limit: cipherBytes });
  if (!isStorable(data) || !isStorable(iv ?? '')) throw new AppError('INPUT_INVALID', { body: 'must be well-formed text' });
  return { kind: 'cipher', scheme, data, iv: iv ?? null, keyVersion: keyVersion ?? null };
};

/** Beside attachments the text may be empty. @throws {AppError} MESSAGE_EMPTY, MESSAGE_TOO_LONG, INPUT_INVALID */
export const checkBody = (body: messaging.MessageBodyInput, hasAttachments: boolean): messaging.MessageBody =>
  body.kind === 'plain' ? plainBody(body.text ?? '', hasAttachments) : cipherBody(body, hasAttachments);

const checkMetadata = (metadata: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const json = JSON.stringify(metadata);
  if (Buffer.byteLength(json) > metadataBytes) throw new AppError('INPUT_INVALID', { metadata: `must be at most ${metadataBytes} bytes as JSON` });
  // JSON.stringify escapes whatever Postgres could not hold, so most metadata needs no second look.
  return json.includes('\\u') ? (storableJson(metadata) as Record<string, unknown>) : metadata;
};

/**
 * Checks what does not need the database (C47, C50, C61).
 * @throws {AppError} MESSAGE_EMPTY, MESSAGE_TOO_LONG, ATTACHMENT_INVALID, INPUT_INVALID
 */
export const checkContent = (input: messaging.SendMessageInput): MessageContent => {
  const type = input.type as messaging.MessageType | null;
  if (type === 'system') throw new AppError('INPUT_INVALID', { type: 'is written by the system only' });
  if (input.isThreadReply && (input.replyToId ?? null) === null) throw new AppError('INPUT_INVALID', { replyToId: 'a thread reply needs one' });
  if (!isStorable(input.clientKey ?? '')) throw new AppError('INPUT_INVALID', { clientKey: 'must be well-formed text' });
  const attachments = input.attachments.map(checkAttachment);
  const hasAttachments = attachments.length > 0;
  const body = checkBody(input.body, hasAttachments);
  return { type: type ?? null, body, attachments, metadata: checkMetadata(input.metadata) };
};
