import { Transform } from 'class-transformer';

const tags = /<\/?[a-z][^>]*>/gi;
// Newlines have no place in a name, unlike in a text; lone surrogates no place anywhere.
const controls = /[\p{Cc}\p{Cs}]/gu;

/** A name or title as it is stored: without tags and control characters, trimmed (A-00-07, A-00-08). May be empty then. */
export const plainName = (name: string): string => name.replace(controls, ' ').replace(tags, '').replace(/ {2,}/g, ' ').trim();

/** Cleans a name or title before its length is checked. */
export const PlainName = (): PropertyDecorator => Transform(({ value }) => (typeof value === 'string' ? plainName(value) : value) as unknown);

/** Control characters other than line feed and tab. */
const unreadable = /[^\P{Cc}\n\t]/gu;
const loneSurrogate = /\p{Cs}/gu;

/** Text as people may read it (A-00-08): no control characters, half characters replaced. */
export const readableText = (text: string): string => text.replace(unreadable, '').replace(loneSurrogate, '\uFFFD');
