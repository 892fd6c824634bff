import { InputError } from '../input-error.js';

/** ISO 8601 UTC with milliseconds (C24), so that a time may come back as an exclusive cursor. */
export const presentTime = (iso: string): string => new Date(iso).toISOString();

export const presentTimeOrNull = (iso: string | null): string | null => (iso === null ? null : presentTime(iso));

const shape = /^\d{4}-\d{2}-\d{2}(?<time>[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(?<offset>Z|[+-]\d{2}:\d{2})?)?$/i;

/** A date, or a time with or without an offset; none means UTC (C24). Absent → null. @throws {InputError} naming `field` */
export const decodeTime = (text: string | undefined, field: string): string | null => {
  if (text === undefined) return null;
  const groups = shape.exec(text)?.groups;
  const isLocal = groups?.['time'] !== undefined && groups['offset'] === undefined;
  const time = new Date(groups === undefined ? NaN : isLocal ? `${text}Z` : text);
  const isStorable = time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9_999;
  if (!isStorable) throw new InputError([{ field, kind: 'format', message: `${field} must be an ISO 8601 date or time` }]);
  return time.toISOString();
};
