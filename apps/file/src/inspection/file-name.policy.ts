import { file } from '@parley/contracts';

/** What the signs that join and part letters belong to: Persian and Hindi are spelt with them, and emoji made. None of an ending. */
const joinable = '[[\\p{L}\\p{M}\\p{N}\\p{Extended_Pictographic}\\p{Emoji_Modifier}]--\\p{ASCII}]';
/** Controls, and the marks that make text run the other way: `exe.gpj` must not be shown as `jpg.exe`. */
const unseen = new RegExp(`(?!(?<=${joinable})\\p{Join_Control}${joinable})[\\p{Cc}\\p{Cf}\\u2028\\u2029]`, 'gv');
const lone = /\p{Cs}/gu;

/** `.jpg`, or nothing. */
const tailOf = (name: string): string => /\.[^.]{1,16}$/u.exec(name)?.[0] ?? '';

/** What a file is called from now on: no folders, nothing unseen, at most 255 characters, the ending kept. */
export const cleanName = (given: string): string => {
  const base = given.slice(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
  const name = base
    .normalize('NFC')
    .replace(unseen, '')
    .replace(lone, '')
    .trim()
    .replace(/[. ]+$/u, '');
  if (name === '') return 'file';
  const tail = tailOf(name);
  const chars = Array.from(name);
  return chars.length <= file.fileLimits.nameChars ? name : chars.slice(0, file.fileLimits.nameChars - tail.length).join('') + tail;
};

/** Lower case, without its dot; empty when there is none. */
export const extensionOf = (name: string): string => tailOf(name).slice(1).toLowerCase();
