import type { messaging } from '@parley/contracts';

/** Longer addresses are nobody's to preview. */
const maxUrlChars = 2_048;

const address = /https?:\/\/[^\s<>"'`\\^{}|]+/iu;
/** What a sentence or bracket puts behind an address, not part of it. */
const trailing = /[.,;:!?…)\]*_~]+$/u;

/** An address that may be asked for a preview; null for other schemes, and for one with a name and password in it. */
export const previewableUrl = (text: string, base?: string): URL | null => {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '' || url.href.length > maxUrlChars) return null;
  url.hash = '';
  return url;
};

export const isHtml = (contentType: string): boolean => /^(text\/html|application\/xhtml\+xml)\b/i.test(contentType);

/** The first web address of a text, as it is asked for (A-CB-34); null when there is none. */
export const firstLink = (text: string): string | null => {
  if (!text.includes('://')) return null;
  const [found = ''] = address.exec(text) ?? [];
  // Before its end is looked for: that takes time by the square of its length.
  return found === '' || found.length > maxUrlChars ? null : (previewableUrl(found.replace(trailing, ''))?.href ?? null);
};

/** The address a message is previewed by. Ciphertext has none, whatever is in it. */
export const linkOf = (body: messaging.MessageBody): string | null => (body.kind === 'plain' ? firstLink(body.text) : null);
