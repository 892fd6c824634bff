import { escapeHtml, type messaging } from '@parley/contracts';
import { termsOf } from './search-query.policy.js';

const contextChars = 40;
/** Of a character with its marks; what has more is left without. */
const maxMarkedChars = 16;
const ligatures: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', ς: 'σ', '\u0640': '' };

/** Close to what the database compares: without case and accents. */
const foldCharacter = (character: string): string => {
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return ligatures[bare] ?? bare;
};

const fold = (text: string): string => Array.from(text, foldCharacter).join('');

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A text folded, with the place in the original of each of its characters. */
const foldWithPlaces = (text: string): { readonly folded: string; readonly places: readonly number[] } => {
  let folded = '';
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    const bare = foldCharacter(character);
    for (let unit = 0; unit < bare.length; unit++) places.push(place);
    folded += bare;
    place += character.length;
  }
  places.push(place);
  return { folded, places };
};

/** The end of the character at a place, with the marks on it. */
const endOf = (text: string, place: number): number => {
  const [character = ''] = /^.\p{M}*/su.exec(text.slice(place, place + maxMarkedChars)) ?? [];
  return place + character.length;
};

const spansOf = (text: string, terms: readonly string[]): readonly Span[] => {
  const { folded, places } = foldWithPlaces(text);
  const spans: Span[] = [];
  for (const term of terms) {
    for (let at = folded.indexOf(term); term !== '' && at !== -1; at = folded.indexOf(term, at + term.length)) {
      const from = places[at] ?? 0;
      spans.push({ from, to: endOf(text, places[at + term.length - 1] ?? from) });
    }
  }
  return merged(spans.sort((one, other) => one.from - other.from));
};

const merged = (sorted: readonly Span[]): readonly Span[] => {
  const spans: Span[] = [];
  for (const span of sorted) {
    const last = spans.at(-1);
    if (last !== undefined && span.from <= last.to) spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else spans.push(span);
  }
  return spans;
};

/** Escaped HTML with `<mark>` around what was found (A-CB-42). */
export const highlight = (text: string, query: string): string => {
  let html = '';
  let place = 0;
  for (const { from, to } of spansOf(text, termsOf(fold(query)))) {
    html += `${escapeHtml(text.slice(place, from))}<mark>${escapeHtml(text.slice(from, to))}</mark>`;
    place = to;
  }
  return html + escapeHtml(text.slice(place));
};

/** The first find with what is around it, no character of it cut in half. */
export const contextOf = (text: string, query: string): messaging.SearchContext => {
  const [first] = spansOf(text, termsOf(fold(query)));
  if (first === undefined) return { before: '', match: '', after: '' };
  const { from, to } = first;
  const [before, after] = [Array.from(text.slice(0, from)), Array.from(text.slice(to))];
  return { before: before.slice(-contextChars).join(''), match: text.slice(from, to), after: after.slice(0, contextChars).join('') };
};

/** The words of the query that are in one of the texts. */
export const matchedTerms = (texts: readonly string[], query: string): readonly string[] => {
  const folded = texts.map(fold);
  return termsOf(query).filter((term) => folded.some((text) => text.includes(fold(term))));
};
