import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';

/** CB-3.4, all optional. A null description clears it; the name is judged as in 3.2. */
export class UpdateChannelDto {
  @Transform(({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : value) as unknown)
  @IsOptional()
  @Length(1, 80)
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'name must be letters, digits and single hyphens' })
  name?: string | null;
  @IsOptional() @MaxLength(500) @IsString() description?: string | null;
  @IsOptional() @IsIn(['public', 'private']) type?: 'public' | 'private' | null;
}
