import { IsWebUrl, PlainName, user } from '@parley/contracts';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, IsString, Length, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { QueryInteger } from '../../integer.codec.js';

/** Before whom presence, e-mail and phone are shown (A-UM-28, A-V1-07; an extension). */
class VisibilityDto {
  @IsOptional() @IsIn(user.visibilities) presence?: user.Visibility | null;
  @IsOptional() @IsIn(user.visibilities) contact_data?: user.Visibility | null;
}

/** V1-2.2. Null clears; a name cannot be cleared. */
export class UpdateProfileDto {
  @IsOptional() @PlainName() @IsString() @Length(1, 100) full_name?: string | null;
  @IsOptional() @IsString() @MaxLength(500) bio?: string | null;
  @IsOptional() @IsWebUrl() @MaxLength(2_048) avatar_url?: string | null;
  @IsOptional() @Trimmed() @IsString() @MaxLength(100) status_message?: string | null;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => VisibilityDto) visibility?: VisibilityDto | null;
}

export const toProfileChanges = ({ full_name, bio, avatar_url, status_message, visibility }: UpdateProfileDto): user.ProfileChanges => ({
  displayName: full_name ?? undefined,
  bio,
  avatarUrl: avatar_url,
  statusMessage: status_message === '' ? null : status_message,
  visibility: visibility == null ? undefined : { presence: visibility.presence ?? undefined, contact: visibility.contact_data ?? undefined },
});

/** V1-2.3. */
export class SearchUsersQuery {
  @Trimmed() @IsString() @Length(1, 100) q!: string;
  @QueryInteger() @IsInt() @Min(1) limit = 20;
  @QueryInteger() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) offset = 0;
}
