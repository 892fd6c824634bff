import { PlainName } from '@parley/contracts';
import type { user } from '@parley/contracts';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUrl, Length, Max, MaxLength, Min } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';

/** V1-2.2. Null clears; a name cannot be cleared. */
export class UpdateProfileDto {
  @IsOptional() @PlainName() @IsString() @Length(1, 100) full_name?: string | null;
  @IsOptional() @IsString() @MaxLength(500) bio?: string | null;
  @IsOptional() @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }) @MaxLength(2_048) avatar_url?: string | null;
  @IsOptional() @Trimmed() @IsString() @MaxLength(100) status_message?: string | null;
}

export const toProfileChanges = ({ full_name, bio, avatar_url, status_message }: UpdateProfileDto): user.ProfileChanges => ({
  displayName: full_name ?? undefined,
  bio,
  avatarUrl: avatar_url,
  statusMessage: status_message === '' ? null : status_message,
});

/** V1-2.3. */
export class SearchUsersQuery {
  @Trimmed() @IsString() @Length(1, 100) q!: string;
  @Type(() => Number) @IsInt() @Min(1) limit = 20;
  @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) offset = 0;
}
