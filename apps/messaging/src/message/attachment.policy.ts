import { AppError, type messaging } from '@parley/contracts';
import { isStorable } from './text.policy.js';

const maxUrlChars = 2_048;
/** A web address, or a path on this server; a second slash would make the path another host. */
const allowedUrl = /^(https?:\/\/[^\s/]|\/(?!\/))[^\s\p{Cc}]*$/iu;

const mimeOfExtension: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  m4a: 'audio/mp4',
  pdf: 'application/pdf',
  txt: 'text/plain',
  zip: 'application/zip',
};

const unknownMime = 'application/octet-stream';

const nameOf = (url: string): string => {
  const path = url.replace(/[?#].*$/s, '').replace(/^https?:\/\/[^/]*/i, '');
  const segment = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(segment) || 'file';
  } catch {
    return segment;
  }
};

const kindOfMime = (mime: string): messaging.Attachment['kind'] => {
  const family = mime.slice(0, mime.indexOf('/'));
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'file';
};

/**
 * An external URL as an attachment (C50): size unknown (0), name and type guessed from the address.
 * @throws {AppError} ATTACHMENT_INVALID for another kind of address, or a file: none is linked to messaging yet
 */
export const checkAttachment = ({ fileId, url, kind }: messaging.AttachmentInput): messaging.Attachment => {
  const isAllowed = (fileId ?? null) === null && typeof url === 'string' && url.length <= maxUrlChars && allowedUrl.test(url) && isStorable(url);
  if (!isAllowed) throw new AppError('ATTACHMENT_INVALID', { url: 'must be an http(s) address or a path of this server' });
  const name = nameOf(url);
  const mime = mimeOfExtension[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? unknownMime;
  const named = isStorable(name) ? name : 'file';
  return { fileId: null, url, name: named, sizeBytes: 0, mime, kind: kind ?? kindOfMime(mime), thumbnailUrl: null, durationSeconds: null };
};
