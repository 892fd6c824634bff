import { InputError } from './input-error.js';

const shape = /^(?<day>\d{4}-\d{2}-\d{2})(?<time>[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(?<offset>Z|[+-]\d{2}(:?\d{2})?)?)?$/i;
/** The sixty-first second of a minute; here, where a day has as many seconds as any other, it is over at once. */
const leapSecond = /(?<=\d{2}:\d{2}):60(\.\d+)?(?=Z|[+-]|$)/i;

/** What `Date` does not read: an offset of whole hours and, up to the second before, a leap second. */
const readable = (text: string): string => text.replace(leapSecond, ':59').replace(/(?<=:.*[+-]\d{2})$/, ':00');

/** Not the 31st of February, which `Date` takes for a day in March. */
const isDay = (text: string): boolean => {
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
};

/** A date, or a time with or without an offset; none means UTC, wherever the server stands (C24). @throws {InputError} naming `field` */
export const decodeTime = (text: string, field: string): string => {
  const groups = shape.exec(text)?.groups;
  const isLocal = groups?.['time'] !== undefined && groups['offset'] === undefined;
  const known = new Date(isDay(groups?.['day'] ?? '') ? readable(isLocal ? `${text}Z` : text) : NaN);
  const time = new Date(known.getTime() + (leapSecond.test(text) ? 1_000 : 0));
  const isStorable = time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9_999;
  if (!isStorable) throw new InputError([{ field, kind: 'format', message: `${field} must be an ISO 8601 date or time` }]);
  return time.toISOString();
};

/** The same; absent → null. @throws {InputError} naming `field` */
export const decodeTimeOrNull = (text: string | undefined, field: string): string | null => (text === undefined ? null : decodeTime(text, field));
