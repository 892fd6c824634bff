import { Transform } from 'class-transformer';

const digits = /^-?\d+$/;

/** A number in a query string; what else `Number` would take ('', '1e3', '0x10', ' 5 ', 'Infinity') is none (A-00-04). */
export const decodeInteger = (value: unknown): unknown => (typeof value !== 'string' ? value : digits.test(value) ? Number(value) : NaN);

/** Parses a parameter of a query string (A-00-01). One that is repeated is left a list, which no check lets pass. */
export const QueryInteger = (): PropertyDecorator => Transform(({ value }) => decodeInteger(value));
