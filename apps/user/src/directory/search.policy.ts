import { foldName } from '@parley/contracts';

/** What a search text asks of the indexes; patterns are for LIKE, null where an index cannot answer. */
export interface SearchTerms {
  readonly text: string;
  readonly prefix: string;
  /** Words that begin with it, or what contains it, on a text with a space in front. */
  readonly part: string | null;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** A run of three letters or digits makes a trigram; with fewer a trigram is only at the beginning of a word. */
const hasTrigram = /[\p{L}\p{N}]{3}/u;
const beginsWord = /^[\p{L}\p{N}]/u;

/** One or two letters match beginnings of words: deeper they would be compared with every name there is. */
export const searchTerms = (typed: string): SearchTerms => {
  const text = foldName(typed.replaceAll('\0', '').trim().replace(/\s+/g, ' '));
  const pattern = escaped(text);
  return { text, prefix: `${pattern}%`, part: hasTrigram.test(text) ? `%${pattern}%` : beginsWord.test(text) ? `% ${pattern}%` : null };
};
