import { PlainName } from '@parley/contracts';
import type { messaging, UserId } from '@parley/contracts';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { Trimmed } from '../../input.pipe.js';
import { IsReference, type Reference } from '../umoc.ids.js';

export class GetChatDto {
  @IsReference() chat_id!: Reference;
  @IsOptional() @IsBoolean() is_group?: boolean | null;
}

/** `create_group` *(extension)*. */
export class CreateGroupDto {
  @PlainName() @Length(1, 100) @IsString() name!: string;
  @IsOptional() @Trimmed() @MaxLength(500) @IsString() description?: string | null;
  @IsReference({ each: true }) @ArrayUnique() @ArrayMaxSize(100) @IsArray() member_ids!: readonly Reference[];
}

/** Groups made here are private (C43). */
export const toCreateRoom = (viewer: Viewer, dto: CreateGroupDto, memberIds: readonly UserId[]): messaging.CreateRoomInput => ({
  origin: originOf(viewer, 'umoc'),
  title: dto.name,
  slug: null,
  description: dto.description ?? null,
  visibility: 'private',
  avatarUrl: null,
  maxMembers: null,
  isAutoSummaryEnabled: false,
  summaryThreshold: 50,
  memberIds,
});
