import { Transform } from 'class-transformer';

const tags = /<\/?[a-z][^>]*>/gi;
// Lone surrogates have no place anywhere.
const unnameable = /[^\P{Cc}\n\t]|\p{Cs}/gu;

/** Text up to the bracket that would open a tag together with what follows. */
const unopened = (text: string): string => {
  let end = text.length;
  for (let isOpen = true; isOpen;) {
    const length = text.endsWith('<', end) ? 1 : text.endsWith('</', end) ? 2 : 0;
    isOpen = length > 0;
    end -= length;
  }
  return text.slice(0, end);
};

/** What is left without tags holds none, however they stood in each other; the time it takes grows with the text alone. */
const withoutTags = (text: string): string => {
  const pieces: string[] = [];
  let from = 0;
  // Behind the last bracket none ends: whoever sought an end there would read it again for every beginning.
  for (const { 0: tag, index } of text.slice(0, text.lastIndexOf('>') + 1).matchAll(tags)) {
    pieces.push(unopened(text.slice(from, index)));
    from = index + tag.length;
  }
  return [...pieces, text.slice(from)].join('');
};

/** A name or title as it is stored: on one line, without tags and control characters, trimmed (A-00-07, A-00-08). May be empty then. */
export const plainName = (name: string): string =>
  withoutTags(name.replace(unnameable, '').replace(/[\n\t]/g, ' '))
    .replace(/ {2,}/g, ' ')
    .trim();

/** Cleans a name or title before its length is checked. */
export const PlainName = (): PropertyDecorator => Transform(({ value }) => (typeof value === 'string' ? plainName(value) : value) as unknown);

/** Control characters other than line feed and tab. */
const unreadable = /[^\P{Cc}\n\t]/gu;
const loneSurrogate = /\p{Cs}/gu;

/** Text as people may read it (A-00-08): no control characters, half characters replaced. */
export const readableText = (text: string): string => text.replace(unreadable, '').replace(loneSurrogate, '\uFFFD');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML, safe in elements and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/**
 * A name as it is compared, however its case and its marks are written: capitals know one sigma, `İ` and `ß` have several lower
 * forms, and a letter with its mark may be one character or two. Databases fold what they compare it with alike.
 */
export const foldName = (name: string): string =>
  name.normalize('NFC').toLowerCase().replaceAll('ς', 'σ').replaceAll('ß', 'ss').replaceAll('i\u0307', 'i');
