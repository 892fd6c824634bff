const maxTerms = 10;
/** Shorter parts of words have no index to be found by. */
const shortestPart = 3;
const word = /[\p{L}\p{N}]+/gu;
const unspacedRun = /^[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]{2,}$/u;

export const termsOf = (text: string): readonly string[] => [...new Set(text.match(word) ?? [])].slice(0, maxTerms);

/** What the database is asked for. */
export interface SearchPlan {
  /** Whole words, and beginnings of words, in the language of tsquery. */
  readonly whole: string;
  readonly prefix: string;
  /** Parts of words, the longest (the most telling) first; null when one of them is too short. */
  readonly parts: readonly string[] | null;
}

const pairsOf = (term: string): readonly string[] => Array.from({ length: term.length - 1 }, (_, place) => term.slice(place, place + 2));

/** Text without spaces between words is asked for by pairs of neighbours. */
const lexemesOf = (term: string, suffix: string): string =>
  unspacedRun.test(term)
    ? pairsOf(term)
        .map((pair) => `'${pair}'`)
        .join(' & ')
    : `'${term}'${suffix}`;

const pattern = (term: string): string => `%${term}%`;

/** Of a folded query; null when there is nothing in it to look for. Terms are letters and digits only, so nothing needs quoting. */
export const planSearch = (folded: string): SearchPlan | null => {
  const terms = termsOf(folded);
  if (terms.length === 0) return null;
  const longestFirst = [...terms].sort((one, other) => other.length - one.length);
  return {
    whole: terms.map((term) => lexemesOf(term, '')).join(' & '),
    prefix: terms.map((term) => lexemesOf(term, ':*')).join(' & '),
    parts: terms.every(({ length }) => length >= shortestPart) ? longestFirst.map(pattern) : null,
  };
};
