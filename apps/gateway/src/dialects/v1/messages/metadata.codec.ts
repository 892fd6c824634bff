import { messaging } from '@parley/contracts';
import { InputError } from '../../input-error.js';
import { v1Ids } from '../v1.ids.js';

type Metadata = Readonly<Record<string, unknown>>;
type SentType = Exclude<messaging.MessageType, 'system'>;

const { fallback, written } = messaging.bodyForms;

const textOf = (metadata: Metadata, field: 'file_id' | 'file_url'): string | null => {
  const value = metadata[field] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw new InputError([{ field: `metadata.${field}`, kind: 'type', message: `metadata.${field} must be a string` }]);
};

/** `metadata.file_id` links a file of ours, `metadata.file_url` one elsewhere (A-V1-17, A-V1-18). @throws {InputError} */
export const decodeAttachments = (type: SentType, metadata: Metadata): readonly messaging.AttachmentInput[] => {
  const kind = type === 'text' ? null : type;
  const fileId = textOf(metadata, 'file_id');
  const url = textOf(metadata, 'file_url');
  if (fileId !== null) return [{ fileId: v1Ids.file.decode(fileId), url: null, kind }];
  return url === null ? [] : [{ fileId: null, url, kind }];
};

/** A file's `caption` is its text where there is no other, so that every dialect shows it (C50). */
export const withCaption = (
  body: messaging.MessageBodyInput,
  attachments: readonly messaging.AttachmentInput[],
  { caption }: Metadata,
): messaging.MessageBodyInput =>
  attachments.length > 0 && body.kind === 'plain' && body.text === '' && typeof caption === 'string' ? { ...body, text: caption } : body;

const presentFile = ({ fileId, url, name, sizeBytes, mime, thumbnailUrl }: messaging.Attachment) => ({
  ...(fileId === null ? {} : { file_id: v1Ids.file.encode(fileId) }),
  file_url: url,
  file_name: name,
  file_size: sizeBytes,
  mime_type: mime,
  thumbnail_url: thumbnailUrl,
});

const presentFiles = ({ attachments, body }: messaging.Message, given: Metadata): Metadata => {
  const [first] = attachments;
  if (first === undefined) return given;
  // Of a file of ours we know better than the sender; of a file elsewhere the sender knows better.
  const described = first.fileId === null ? { ...presentFile(first), ...given } : { ...given, ...presentFile(first) };
  const caption = body.kind === 'plain' && body.text !== '' ? { caption: body.text } : {};
  return { ...described, attachments: attachments.map(presentFile), ...caption };
};

const presentEncryption = ({ body }: messaging.Message): Metadata =>
  body.kind === 'cipher' && body.scheme === 'chatrooms' ? { encryption: { scheme: body.scheme, iv: body.iv, key_version: body.keyVersion } } : {};

/** `metadata` of a message: what its sender gave, its files (C50), how to open it (C47), whether the system wrote it (C44). */
export const presentMetadata = (message: messaging.Message): Metadata => {
  if (message.type === 'system') return { system: true };
  // A client that calls its own message a system message is not believed; what UMOC keeps of a body is UMOC's, and a schedule ConnectBest's (A-V1-18).
  const { system: _claimed, [fallback]: _readable, [written]: _json, [messaging.scheduledForKey]: _time, ...given } = message.metadata;
  return { ...presentFiles(message, given), ...presentEncryption(message) };
};
