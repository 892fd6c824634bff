import type { messaging } from '@parley/contracts';
import { readableLine } from '../message/text.policy.js';
import { isHtml, previewableUrl } from './link.policy.js';
import { selfDescription } from './page-head.policy.js';
import type { WebPage } from './page.client.js';

const limits = { title: 300, description: 1_000 } as const;
/** A head is never longer; parsing costs the thread that also stores messages. */
const maxHeadChars = 256 * 1024;

const charsetOf = ({ contentType, body }: WebPage): string =>
  /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ??
  /<meta[^>]+charset=["']?([\w-]+)/i.exec(body.subarray(0, 2_048).toString('latin1'))?.[1] ??
  'utf-8';

const textOf = (page: WebPage): string => {
  try {
    return new TextDecoder(charsetOf(page)).decode(page.body);
  } catch {
    return new TextDecoder().decode(page.body);
  }
};

/** The head of the page, which says what it is. */
const headOf = (html: string): string => {
  const end = html.search(/<\/head\s*>|<body[\s>]/i);
  return html.slice(0, Math.min(end === -1 ? html.length : end, maxHeadChars));
};

/** No tag begins where none ends any more: whoever sought an end there would read a page of brackets again for each of them. */
const untagged = (text: string): string => {
  const end = text.lastIndexOf('>') + 1;
  return text.slice(0, end).replace(/<[^>]*>/g, ' ') + text.slice(end);
};

/** One line without tags (A-00-08), cut at the limit. */
const plain = (text: string | undefined, limit: number): string =>
  [...readableLine(untagged(text ?? '')).replace(/\s+/g, ' ')].slice(0, limit).join('');

const imageUrl = (found: string | undefined, base: string): string => (found === undefined ? '' : (previewableUrl(found, base)?.href ?? ''));

/** An image is shown as itself. */
const previewOfImage = ({ url }: WebPage): messaging.LinkPreview => {
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  return { url, title: plain(name === '' ? new URL(url).hostname : name, limits.title), description: '', image: url };
};

/** What is shown of a page: `url` is the address of the message; null when the page says nothing of itself. */
export const previewOf = async (url: string, page: WebPage): Promise<messaging.LinkPreview | null> => {
  if (/^image\/(?!svg)/i.test(page.contentType)) return { ...previewOfImage(page), url };
  if (!isHtml(page.contentType) || page.body.length === 0) return null;
  // Loaded with the first page: most of the time, nobody posts a link.
  const { default: ogs } = await import('open-graph-scraper');
  const { error, result } = await ogs({ html: selfDescription(headOf(textOf(page))) }).catch(() => ({ error: true, result: null }));
  if (error || result === null) return null;
  const title = plain(result.ogTitle ?? result.twitterTitle, limits.title);
  const description = plain(result.ogDescription ?? result.twitterDescription, limits.description);
  const image = imageUrl(result.ogImage?.[0]?.url ?? result.twitterImage?.[0]?.url, page.url);
  return title === '' && image === '' ? null : { url, title, description, image };
};
