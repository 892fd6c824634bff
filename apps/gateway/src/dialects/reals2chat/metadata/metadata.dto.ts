import { IsBoolean, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';

const isGiven = (_dto: MetadataDto, value: unknown): boolean => value !== undefined;

/** Body of R2-3.4: what is missing stays, and null clears the ringtone alone (A-R2-08). */
export class MetadataDto {
  @ValidateIf(isGiven) @IsBoolean() isPinned?: boolean;
  @ValidateIf(isGiven) @IsBoolean() isBlocked?: boolean;
  @ValidateIf(isGiven) @IsBoolean() isFavorite?: boolean;
  @IsOptional() @MaxLength(2_048) @IsString() customRingtone?: string | null;
}
