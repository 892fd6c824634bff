import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { decodeInteger, QueryInteger } from '../integer.codec.js';

const maxLimit = 100;

/** `?limit`: over the maximum is the maximum (A-00-04). */
export const ClampedLimit = (): PropertyDecorator =>
  Transform(({ value }) => {
    const limit = decodeInteger(value);
    return typeof limit === 'number' && limit > maxLimit ? maxLimit : limit;
  });

/** `?page`, counted from 1. */
export class PageQueryDto {
  @QueryInteger() @Max(1_000_000_000) @Min(1) @IsInt() page = 1;
}

/** Page n starts after (n − 1) · limit entries (C27). */
export const offsetOf = ({ page, limit }: { readonly page: number; readonly limit: number }): number => (page - 1) * limit;
