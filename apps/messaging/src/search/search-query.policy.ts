const maxTerms = 10;
/** What is looked up for parts of words: less has no index to be found by. */
const trigram = /[\p{L}\p{N}\p{Mc}]{3}/u;
/** Marks are part of a word: in many scripts they are its vowels. */
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const unspacedRun = /^[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u{20000}-\u{323af}]{2,}$/u;

export const termsOf = (text: string): readonly string[] => [...new Set(text.match(word) ?? [])].slice(0, maxTerms);

/** What the database is asked for. */
export interface SearchPlan {
  /** Whole words, and beginnings of words, for `to_tsquery`: it takes a word apart as the document's were, which not every script leaves whole. */
  readonly whole: string;
  readonly prefix: string;
  /** Parts of words, the longest (the most telling) first; null when one of them is too short. */
  readonly parts: readonly string[] | null;
}

const pairsOf = (term: string): readonly string[] => {
  const letters = Array.from(term);
  return letters.slice(1).map((letter, place) => `${letters[place] ?? ''}${letter}`);
};

/** Text without spaces between words is asked for by pairs of neighbours. */
const lexemesOf = (term: string, suffix: string): string =>
  unspacedRun.test(term)
    ? pairsOf(term)
        .map((pair) => `'${pair}'`)
        .join(' & ')
    : `'${term}'${suffix}`;

const pattern = (term: string): string => `%${term}%`;

/** Of a folded query; null when there is nothing in it to look for. Terms are letters, digits and marks only, so nothing needs quoting. */
export const planSearch = (folded: string): SearchPlan | null => {
  const terms = termsOf(folded);
  if (terms.length === 0) return null;
  const longestFirst = [...terms].sort((one, other) => other.length - one.length);
  return {
    whole: terms.map((term) => lexemesOf(term, '')).join(' & '),
    prefix: terms.map((term) => lexemesOf(term, ':*')).join(' & '),
    parts: terms.every((term) => trigram.test(term)) ? longestFirst.map(pattern) : null,
  };
};
