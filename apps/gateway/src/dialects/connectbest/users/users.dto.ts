import { PlainName, user } from '@parley/contracts';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, IsTimeZone, Length, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { QueryInteger } from '../../integer.codec.js';

class PreferencesDto {
  @IsOptional() @IsBoolean() notifications?: boolean | null;
  @IsOptional() @IsBoolean() soundEnabled?: boolean | null;
  @IsOptional() @IsTimeZone({ message: 'timezone must be an IANA time zone' }) timezone?: string | null;
}

/** Before whom presence, e-mail and phone are shown (A-UM-28, C36; an extension). */
class VisibilityDto {
  @IsOptional() @IsIn(user.visibilities) presence?: user.Visibility | null;
  @IsOptional() @IsIn(user.visibilities) contactData?: user.Visibility | null;
}

/** CB-2.1. Null, and an empty status message, clear; a name cannot be cleared (A-CB-16, A-CB-18). */
export class UpdateProfileDto {
  @IsOptional() @PlainName() @IsString() @Length(2, 100) name?: string | null;
  @IsOptional() @Matches(/^\+[1-9]\d{6,14}$/, { message: 'phone must be in E.164 format' }) phone?: string | null;
  @IsOptional() @Trimmed() @IsString() @MaxLength(100) statusMessage?: string | null;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => PreferencesDto) preferences?: PreferencesDto | null;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => VisibilityDto) visibility?: VisibilityDto | null;
}

const toPreferences = ({ notifications, soundEnabled, timezone }: PreferencesDto): user.PreferenceChanges => ({
  notifications: notifications ?? undefined,
  soundEnabled: soundEnabled ?? undefined,
  timezone: timezone ?? undefined,
});

export const toProfileChanges = ({ name, phone, statusMessage, preferences, visibility }: UpdateProfileDto): user.ProfileChanges => ({
  displayName: name ?? undefined,
  phone,
  statusMessage: statusMessage === '' ? null : statusMessage,
  preferences: preferences == null ? undefined : toPreferences(preferences),
  visibility: visibility == null ? undefined : { presence: visibility.presence ?? undefined, contact: visibility.contactData ?? undefined },
});

const defaultLimit = 20;

/** CB-2.4. */
export class SearchUsersQuery {
  @Trimmed() @IsString() @Length(2, 100) query!: string;
  @QueryInteger() @IsInt() @Min(1) limit = defaultLimit;
}
