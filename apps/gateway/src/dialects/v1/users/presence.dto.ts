import { user } from '@parley/contracts';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';

const statuses = ['online', 'away', 'busy', 'offline'] as const satisfies readonly user.PresenceStatus[];

/** V1-8.2 presence_update. An absent status message stays (A-V1-35). */
export class PresenceUpdateDto {
  @IsIn(statuses) status!: (typeof statuses)[number];
  @IsOptional() @Trimmed() @IsString() @MaxLength(100) status_message?: string | null;
}

/** V1-8.2 subscribe_presence, unsubscribe_presence (A-V1-34). */
export class PresenceSubscriptionDto {
  @IsArray() @ArrayMaxSize(500) @IsString({ each: true }) user_ids!: readonly string[];
}
