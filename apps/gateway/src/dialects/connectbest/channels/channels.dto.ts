import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../connectbest.page.js';

/** CB-3.1. */
export class ListChannelsQuery extends PageQuery {
  @IsIn(['public', 'private', 'all']) type: 'public' | 'private' | 'all' = 'all';
  /** `discover`: the public channels the caller is not in (A-CB-22). */
  @IsIn(['mine', 'discover']) scope: 'mine' | 'discover' = 'mine';
}

/** CB-3.2. The name is lower-cased; anything else that does not fit is refused, not changed (A-CB-23). */
export class CreateChannelDto {
  @Transform(({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : value) as unknown)
  @Length(1, 80)
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'name must be letters, digits and single hyphens' })
  name!: string;
  @IsOptional() @MaxLength(500) @IsString() description?: string | null;
  @IsOptional() @IsIn(['public', 'private']) type?: 'public' | 'private' | null;
  @IsOptional() @IsString({ each: true }) @ArrayMaxSize(1_000) @IsArray() members?: readonly string[] | null;
}
