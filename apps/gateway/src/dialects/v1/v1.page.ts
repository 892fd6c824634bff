import { IsInt, Max, Min } from 'class-validator';
import { QueryInteger } from '../integer.codec.js';

const maxLimit = 100;

/** `?limit=50&offset=0` of every list (V1 Pagination). */
export class PageDto {
  @QueryInteger() @Min(1) @IsInt() limit = 50;
  @QueryInteger() @Max(Number.MAX_SAFE_INTEGER) @Min(0) @IsInt() offset = 0;
}

/** The part of a list that is asked for. */
export interface PageWindow {
  readonly limit: number;
  readonly offset: number;
}

/** A limit over 100 means 100 (A-00-04). */
export const windowOf = ({ limit, offset }: PageDto): PageWindow => ({ limit: Math.min(limit, maxLimit), offset });

/** The object beside `data` (A-V1-39). */
export const presentPagination = ({ limit, offset }: PageWindow, total: number) => ({
  limit,
  offset,
  total,
  has_next: offset + limit < total,
  has_prev: offset > 0,
});
