import { AppError, type file } from '@parley/contracts';
import { extensionOf } from './file-name.policy.js';

/** A-CB-46, and what else a double click would run. */
const forbiddenExtensions = new Set('exe dll bat cmd com msi scr ps1 sh jar apk'.split(' '));

/** The same by their bytes: programs for Windows, Linux and macOS, Java, Android. */
const forbiddenMimes = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-vm',
  'application/java-archive',
  'application/vnd.android.package-archive',
]);

const familyOfExtension: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    image: 'jpg jpeg png gif webp bmp tif tiff avif heic ico',
    video: 'mp4 m4v mov webm mkv avi mpg mpeg 3gp',
    audio: 'mp3 wav ogg oga opus flac m4a aac',
  }).flatMap(([family, extensions]) => extensions.split(' ').map((extension) => [extension, family])),
);

/** Text that has a type of its own; any other text is plain. */
const mimeOfText: Readonly<Record<string, string>> = { csv: 'text/csv', md: 'text/markdown', json: 'application/json' };

export const unknownMime = 'application/octet-stream';

/** What the bytes say: a type that has a signature, text, or nothing. */
export type Evidence = { readonly is: 'known'; readonly mime: string } | { readonly is: 'text'; readonly text: string } | { readonly is: 'unknown' };

/** What the client says. */
export interface Claim {
  readonly name: string;
  readonly mime: string | null;
}

/** Types that browsers and phones know by another name than the signature's. */
const commonNames: Readonly<Record<string, string>> = { 'audio/x-m4a': 'audio/mp4', 'video/x-m4v': 'video/mp4' };

/** A type by its common name, and without what is said beside it: of Opus in Ogg, its codec. */
const commonMime = (mime: string): string => {
  const bare = mime.replace(/\s*;.*$/s, '');
  return commonNames[bare] ?? bare;
};

const familyOf = (mime: string): string => mime.slice(0, mime.indexOf('/'));

const mediaFamilies: readonly string[] = ['image', 'video', 'audio'];

/** The families of media that a client claims, by name and by type. */
const claimedFamilies = ({ name, mime }: Claim): readonly string[] =>
  [familyOfExtension[extensionOf(name)] ?? '', familyOf(mime ?? '/')].filter((family) => mediaFamilies.includes(family));

const markup = /^(?:\s|<\?xml[^>]*\?>|<!--[\s\S]*?-->|<!doctype[^>]*>)*<(svg|html|head|body|script|iframe|title|meta|style|div|a|p|table|img)\b/i;
const doctypeHtml = /^\s*<!doctype\s+html/i;

const mimeOfPlainText = (text: string, name: string): string => {
  const tag = markup.exec(text)?.[1]?.toLowerCase();
  if (tag === 'svg') return 'image/svg+xml';
  if (tag !== undefined || doctypeHtml.test(text)) return 'text/html';
  return mimeOfText[extensionOf(name)] ?? 'text/plain';
};

/** One container holds sound or pictures: then the claim decides between the two. */
const mimeOfContainer = (mime: string, claim: Claim): string =>
  familyOf(mime) === 'video' && claim.mime !== null && familyOf(claim.mime) === 'audio' ? mime.replace('video/', 'audio/') : mime;

const isPlayable = (mime: string): boolean => ['video', 'audio'].includes(familyOf(mime)) || mime === 'application/ogg';

const contradicts = (family: string, evidence: Evidence): boolean => {
  if (evidence.is === 'unknown') return false;
  if (evidence.is === 'text') return !/^\s*(<\?xml|<svg|<!doctype svg)/i.test(evidence.text) || family !== 'image';
  return family === 'image' ? familyOf(evidence.mime) !== 'image' : !isPlayable(evidence.mime);
};

/** @throws {AppError} FILE_TYPE_NOT_ALLOWED for a name that a double click would run */
export const requireAllowedName = (name: string): void => {
  if (forbiddenExtensions.has(extensionOf(name))) throw new AppError('FILE_TYPE_NOT_ALLOWED');
};

/**
 * The type that is kept and served: of the bytes. Bytes without a signature are just bytes, whatever they are called:
 * a client may have encrypted them (C68).
 * @throws {AppError} FILE_TYPE_NOT_ALLOWED for programs, and for bytes that contradict a claim of image, video or audio (A-CB-46)
 */
export const decideMime = (evidence: Evidence, claim: Claim): string => {
  requireAllowedName(claim.name);
  if (evidence.is === 'known' && forbiddenMimes.has(evidence.mime)) throw new AppError('FILE_TYPE_NOT_ALLOWED');
  if (claimedFamilies(claim).some((family) => contradicts(family, evidence))) throw new AppError('FILE_TYPE_NOT_ALLOWED');
  if (evidence.is === 'known') return mimeOfContainer(commonMime(evidence.mime), claim);
  return evidence.is === 'text' ? mimeOfPlainText(evidence.text, claim.name) : unknownMime;
};

/** A drawing that can hold scripts is a file, not an image. */
export const kindOfMime = (mime: string): file.FileKind => {
  const family = familyOf(mime);
  if (mime === 'image/svg+xml') return 'file';
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'file';
};

/** Pictures of pixels, film and sound; what a browser might run, or hand to a plug-in, is none of them. */
const inlineSafe =
  /^(image\/(png|jpeg|gif|webp|avif|bmp)|video\/(mp4|webm|ogg|quicktime)|audio\/(mpeg|ogg|wav|webm|mp4|aac|flac|x-flac|vnd\.wave|opus))$/;

export const isSafeInline = (mime: string): boolean => inlineSafe.test(commonMime(mime));
