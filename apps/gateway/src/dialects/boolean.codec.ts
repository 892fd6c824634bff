import { Transform } from 'class-transformer';

/** As the languages of clients write them: `true`, `True` (Python, C#), `1` (PHP). */
const words = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** Yes or no in a query string; any other text is left as it is, and neither. */
export const decodeBoolean = (value: unknown): unknown => (typeof value === 'string' ? (words.get(value.toLowerCase()) ?? value) : value);

/** Parses a parameter of a query string (A-00-01). */
export const QueryBoolean = (): PropertyDecorator => Transform(({ value }) => decodeBoolean(value));
