import { foldName } from '@parley/contracts';

/** What a text calls people by: names and addresses, folded, or everybody. */
export interface Mentions {
  readonly names: readonly string[];
  /** `@channel`: all members. */
  readonly callsAll: boolean;
  /** `@here`: those who are online. */
  readonly callsHere: boolean;
}

/** Names beyond these of one text call nobody: each costs a comparison per member. */
const maxNames = 100;

const code = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
/** Scripts that put no space between words: a name begins and ends inside their text. Of Hangul only its end: what a noun is in the sentence stands behind it. */
const unspaced = '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}';
/** `@"Display Name"`, `@name@host.top`, `@name`; not in the middle of a word, which is how addresses look. Marks belong to their letters. */
const mention = new RegExp(
  `(?<![[\\p{L}\\p{M}\\p{N}_@.]--[${unspaced}]])@(?:"([^"\\n]{1,100})"` +
    `|([^\\s@",;:<>\\(\\)]{1,64}@(?=[^\\s@"]{0,255}[^\\s@".]\\.[^\\s@".])[^\\s@"]{1,255})` +
    `|([\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.+'’\\p{Join_Control}\\-]{0,99}))`,
  'gv',
);
/** What of other scripts follows a name at once: `@bob你好`, `@bob님`. */
const foreign = new RegExp(`(?<=^[^${unspaced}\\p{sc=Hang}]+)[${unspaced}\\p{sc=Hang}].*$`, 'v');
/** What follows a name in a sentence. */
const punctuation = /[^\p{L}\p{M}\p{N}_]+$/u;
/** `@bob's` is Bob's, and `@o'neil` may be one name. */
const genitive = /['’].*$/u;

/** What of a text calls people (A-CB-33); code calls nobody. */
export const mentionsIn = (text: string): Mentions => {
  if (!text.includes('@')) return { names: [], callsAll: false, callsHere: false };
  const names = new Set<string>();
  for (const [, quoted, address, word] of text.replace(code, ' ').matchAll(mention)) {
    const name = foldName(quoted ?? address ?? word ?? '').trim();
    names.add(name);
    if (quoted === undefined) names.add(name.replace(punctuation, ''));
    if (word !== undefined) for (const rest of [genitive, foreign]) names.add(name.replace(rest, '').replace(punctuation, ''));
  }
  const callsAll = names.delete('channel');
  const callsHere = names.delete('here');
  names.delete('');
  return { names: [...names].slice(0, maxNames), callsAll, callsHere };
};

export const callsAnybody = ({ names, callsAll, callsHere }: Mentions): boolean => callsAll || callsHere || names.length > 0;
