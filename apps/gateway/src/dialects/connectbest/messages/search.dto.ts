import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, IsString, Length, Min } from 'class-validator';

const maxLimit = 50;

/** CB-4.10. Here `before` and `after` are times (C27). */
export class SearchQuery {
  @IsString() @Length(2, 200) query!: string;
  @IsOptional() @IsString() channelId?: string;
  @IsOptional() @IsString() from?: string;
  @IsOptional() @IsISO8601() before?: string;
  @IsOptional() @IsISO8601() after?: string;
  @Type(() => Number) @IsInt() @Min(1) limit = 20;
}

export const clampSearchLimit = (limit: number): number => Math.min(limit, maxLimit);
