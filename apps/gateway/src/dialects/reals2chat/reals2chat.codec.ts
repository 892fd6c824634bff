import type { messaging } from '@parley/contracts';

export const attachmentTypes = ['image', 'video', 'file'] as const;
export type AttachmentType = (typeof attachmentTypes)[number];

/** Shown for ciphertext of another dialect (C47, A-R2-17). */
const encryptedText = '[Encrypted message]';

/** A message of plain text, perhaps empty beside an attachment. */
export const decodeText = (text: string): messaging.MessageBodyInput => ({ kind: 'plain', text });

/** An attachment is a URL; its file, if it is ours, was uploaded elsewhere (A-R2-06). */
export const decodeAttachment = (type: AttachmentType, url: string): messaging.AttachmentInput => ({ fileId: null, url, kind: type });

/** The text; attachments beyond the one the schema has follow as lines (C50). */
export const encodeText = ({ body, attachments }: messaging.Message): string => {
  const text = body.kind === 'plain' ? body.text : encryptedText;
  return [text, ...attachments.slice(1).map(({ url }) => url)].filter((line) => line !== '').join('\n');
};

/** The first attachment; null when there is none. Audio is a file here (C49). */
export const encodeAttachment = ({ attachments: [first] }: messaging.Message): { readonly type: AttachmentType; readonly url: string } | null =>
  first === undefined ? null : { type: first.kind === 'audio' ? 'file' : first.kind, url: first.url };
