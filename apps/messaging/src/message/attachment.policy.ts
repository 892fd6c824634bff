import { AppError, type FileId, type messaging } from '@parley/contracts';
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

/** Begins a capability address (C68). */
const ourPath = /^(https?:\/\/[^/]+)?\/cdn\/[^/]+\/[^/]*\?/i;

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

/** A file of ours, until the file service has said what it is. */
const unread = (fileId: FileId): messaging.Attachment => ({
  fileId,
  url: '',
  name: '',
  sizeBytes: 0,
  mime: unknownMime,
  kind: 'file',
  thumbnailUrl: null,
  durationSeconds: null,
});

/** What may be a file of ours: named by id, or by an address that looks like one. */
export const mayBeOurs = ({ fileId, url }: messaging.Attachment): boolean => fileId !== null || ourPath.test(url);

/**
 * An external URL as an attachment (C50): size unknown (0), name and type guessed from the address. A file of ours is
 * described later, by AttachFiles.
 * @throws {AppError} ATTACHMENT_INVALID for another kind of address
 */
export const checkAttachment = ({ fileId, url, kind }: messaging.AttachmentInput): messaging.Attachment => {
  if (typeof fileId === 'string') return unread(fileId);
  const isAllowed = typeof url === 'string' && url.length <= maxUrlChars && allowedUrl.test(url) && isStorable(url);
  if (!isAllowed) throw new AppError('ATTACHMENT_INVALID', { url: 'must be an http(s) address or a path of this server' });
  const name = nameOf(url);
  const mime = mimeOfExtension[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? unknownMime;
  const named = isStorable(name) ? name : 'file';
  return { fileId: null, url, name: named, sizeBytes: 0, mime, kind: kind ?? kindOfMime(mime), thumbnailUrl: null, durationSeconds: null };
};
