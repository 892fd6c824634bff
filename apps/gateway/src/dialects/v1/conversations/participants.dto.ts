import { IsWebUrl, PlainName } from '@parley/contracts';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, IsString, Length, MaxLength } from 'class-validator';

/** Body of `PUT /v1/conversations/{id}` (A-V1-15): what is missing stays; a null picture is none. */
export class UpdateConversationDto {
  @IsOptional() @PlainName() @Length(1, 100) name?: string | null;
  @IsOptional()
  @IsWebUrl()
  @MaxLength(2_048)
  avatar_url?: string | null;
}

/** Body of `POST /v1/conversations/{id}/participants` (A-V1-15). */
export class AddParticipantsDto {
  @IsString({ each: true }) @ArrayMinSize(1) @ArrayMaxSize(1_000) @IsArray() participant_ids!: string[];
}

/** Body of `PUT /v1/conversations/{id}/metadata` (C56): what is missing stays. */
export class ChangeMetadataDto {
  @IsOptional() @IsBoolean() is_pinned?: boolean | null;
  @IsOptional() @IsBoolean() is_muted?: boolean | null;
}
