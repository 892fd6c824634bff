import { readableText } from '@parley/contracts';

const loneSurrogate = /\p{Cs}/gu;
/** What neither text nor jsonb of Postgres can hold. */
const unstorable = /[\0\p{Cs}]/u;

/** One line of readable text, without space around it. */
export const readableLine = (text: string): string => readableText(text.replace(/[\n\t]+/g, ' ')).trim();

export const isStorable = (text: string): boolean => !unstorable.test(text);

/** The number of characters as a reader counts them: code points. */
export const charactersOf = (text: string): number => {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
};

/** JSON whose every string and key Postgres can hold. */
export const storableJson = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replace(/\0/g, '').replace(loneSurrogate, '\uFFFD');
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableJson(key) as string, storableJson(inner)]));
};
