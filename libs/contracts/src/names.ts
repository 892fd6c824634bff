import { Transform } from 'class-transformer';

const tags = /<\/?[a-z][^>]*>/gi;
// Lone surrogates have no place anywhere.
const unnameable = /[^\P{Cc}\n\t]|\p{Cs}/gu;

/** A name or title as it is stored: on one line, without tags and control characters, trimmed (A-00-07, A-00-08). May be empty then. */
export const plainName = (name: string): string =>
  name
    .replace(unnameable, '')
    .replace(/[\n\t]/g, ' ')
    .replace(tags, '')
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
