import type { AppError, ErrorDetails } from '@parley/contracts';
import { InputError } from './input-error.js';

/** Canonical field → what a dialect calls it. */
export type FieldNames = Readonly<Record<string, string>>;

/** `clientKey must be …` → `temp_id must be …`. */
const reword = (value: unknown, field: string, name: string): unknown =>
  typeof value === 'string' && value.startsWith(`${field} `) ? name + value.slice(field.length) : value;

/** Details in a dialect's own words: services speak of canonical fields, the edge's own checks of the dialect's already. */
export const renameDetails = (error: AppError, names: FieldNames): ErrorDetails => {
  if (error instanceof InputError) return error.details;
  return Object.fromEntries(
    Object.entries(error.details).map(([field, value]) => {
      const name = Object.hasOwn(names, field) ? (names[field] ?? field) : field;
      return [name, reword(value, field, name)];
    }),
  );
};

/** `must be …` says nothing without its field; a whole sentence, and what the edge itself has found, does. */
const isPredicate = (text: string, field: string): boolean => /^\p{Ll}/u.test(text) && !text.startsWith(`${field} `);

/** Details as lines that each name their field, for dialects whose errors are one text. */
export const detailLines = (error: AppError, names: FieldNames): readonly string[] =>
  Object.entries(renameDetails(error, names))
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([field, text]) => (error instanceof InputError || !isPredicate(text, field) ? text : `${field} ${text}`));
