import type { messaging } from '@parley/contracts';

/** Longer addresses are nobody's to preview. */
const maxUrlChars = 2_048;

/** Ends where text goes on: at a quote, and at the stops and brackets of scripts that put no space behind them. */
const address = /https?:\/\/[^\s<>"'`\\^{}|\u3001\u3002\u3008-\u3011\u3014-\u301b\uff08\uff09\uff0c\uff1a\uff1b]+/iu;
/** What a sentence puts behind an address, not part of it. */
const ending: ReadonlySet<string> = new Set('.,;:!?…*_~”’»！？');

const howOften = (text: string, sign: string): number => text.split(sign).length - 1;

/** An address as it stands in a sentence, without what the sentence puts behind it: `…/Foo_(bar)` opens the bracket it ends with. */
const withoutTail = (found: string): string => {
  const unopened = new Map([
    [')', howOften(found, ')') - howOften(found, '(')],
    [']', howOften(found, ']') - howOften(found, '[')],
  ]);
  for (let end = found.length; end > 0; end--) {
    const last = found.charAt(end - 1);
    const surplus = unopened.get(last) ?? 0;
    if (!ending.has(last) && surplus <= 0) return found.slice(0, end);
    unopened.set(last, surplus - 1);
  }
  return '';
};

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
  return found === '' || found.length > maxUrlChars ? null : (previewableUrl(withoutTail(found))?.href ?? null);
};

/** The address a message is previewed by. Ciphertext has none, whatever is in it. */
export const linkOf = (body: messaging.MessageBody): string | null => (body.kind === 'plain' ? firstLink(body.text) : null);
