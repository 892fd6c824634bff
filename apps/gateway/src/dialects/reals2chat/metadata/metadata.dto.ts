import { IsBoolean, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';

/** An address on the web or a plain identifier; clients may put it into a page, so no other scheme passes. */
const ringtone = /^(https?:\/\/|(?![^/?#]*:))\P{Cc}*$/iu;

const isGiven = (_dto: MetadataDto, value: unknown): boolean => value !== undefined;

/** Body of R2-3.4: what is missing stays, and null clears the ringtone alone (A-R2-08). */
export class MetadataDto {
  @ValidateIf(isGiven) @IsBoolean() isPinned?: boolean;
  @ValidateIf(isGiven) @IsBoolean() isBlocked?: boolean;
  @ValidateIf(isGiven) @IsBoolean() isFavorite?: boolean;
  @IsOptional()
  @Matches(ringtone, { message: 'customRingtone must be an http(s) URL or an identifier' })
  @MaxLength(2_048)
  @IsString()
  customRingtone?: string | null;
}
