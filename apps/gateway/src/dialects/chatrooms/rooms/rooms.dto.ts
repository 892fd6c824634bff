import { PlainName } from '@parley/contracts';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { ClampedLimit, PageQueryDto } from '../chatrooms.page.js';

/** RC-rooms.create; limits of A-RC-09. */
export class CreateRoomDto {
  @PlainName() @MaxLength(100) @MinLength(1) @IsString() name!: string;
  @IsOptional() @MaxLength(500) @IsString() description?: string | null;
  /** Missing means false (A-RC-16). */
  @IsOptional() @IsBoolean() is_private?: boolean | null;
  @IsOptional() @Max(10_000) @Min(2) @IsInt() max_members?: number | null;
  @IsOptional() @IsBoolean() auto_summary_enabled?: boolean | null;
  @IsOptional() @Max(1_000) @Min(5) @IsInt() summary_threshold?: number | null;
}

/** RC-rooms.update: what is missing stays; a null description clears it. Privacy cannot change here (C43). */
export class UpdateRoomDto {
  /** Plain text is refused from then on, in every dialect *(extension, C48)*. */
  @IsOptional() @IsBoolean() require_encryption?: boolean | null;
  @IsOptional() @PlainName() @MaxLength(100) @MinLength(1) @IsString() name?: string | null;
  @IsOptional() @MaxLength(500) @IsString() description?: string | null;
  @IsOptional() @Max(10_000) @Min(2) @IsInt() max_members?: number | null;
  @IsOptional() @IsBoolean() auto_summary_enabled?: boolean | null;
  @IsOptional() @Max(1_000) @Min(5) @IsInt() summary_threshold?: number | null;
}

/** The role of a member, A-RC-17. */
export class ChangeRoleDto {
  @IsIn(['moderator', 'member']) role!: 'moderator' | 'member';
}

/** RC-rooms.list. */
export class ListRoomsQueryDto extends PageQueryDto {
  @ClampedLimit() @Min(1) @IsInt() limit = 20;
  /** Part of the name (A-RC-19). */
  @IsOptional() @Trimmed() @MaxLength(100) @IsString() search?: string;
  /** `public`: the public rooms the caller is not in (A-RC-15). */
  @IsIn(['mine', 'public']) scope: 'mine' | 'public' = 'mine';
}
