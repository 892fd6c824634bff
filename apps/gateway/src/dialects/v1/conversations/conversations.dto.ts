import { IsWebUrl, PlainName } from '@parley/contracts';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString, Length, MaxLength, ValidateIf } from 'class-validator';

const isDirect = ({ type }: CreateConversationDto): boolean => type === 'direct';
const isGroup = ({ type }: CreateConversationDto): boolean => type === 'group';

/** Body of V1-3.2: `participant_id` of a direct conversation; name, participants and picture of a group (A-V1-14). */
export class CreateConversationDto {
  @IsIn(['direct', 'group']) type!: 'direct' | 'group';
  @ValidateIf(isDirect) @IsString() participant_id!: string;
  @ValidateIf(isGroup) @PlainName() @Length(1, 100) name!: string;
  @ValidateIf(isGroup) @IsString({ each: true }) @ArrayMinSize(1) @ArrayMaxSize(1_000) @IsArray() participant_ids!: string[];
  @ValidateIf(isGroup)
  @IsOptional()
  @IsWebUrl()
  @MaxLength(2_048)
  avatar_url?: string | null;
}
