import { IsInt, Max, Min } from 'class-validator';
import { QueryInteger } from '../integer.codec.js';

/** `limit` and `offset` of a list (C27); query strings are parsed here and nowhere else (A-00-01). */
export class PageQuery {
  @QueryInteger() @Min(1) @IsInt() limit = 50;
  @QueryInteger() @Max(Number.MAX_SAFE_INTEGER) @Min(0) @IsInt() offset = 0;
}

/** Where the specification gives no maximum, and for messages: 100 (A-00-04). */
export const maxLimit = 100;

export const clampLimit = (limit: number): number => Math.min(limit, maxLimit);

const maxFound = 50;

/** Of the two searches, CB-2.4 and CB-4.10. */
export const clampSearchLimit = (limit: number): number => Math.min(limit, maxFound);
