import { ArrayMaxSize, IsArray, IsBoolean, IsInt, Length, Max, Min } from 'class-validator';
import { IsId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import type { Profile } from './profile.contract.js';
import { maxUserIds } from './user-ref.js';

export class ViewProfilesInput {
  @IsId() viewerId!: UserId;
  @IsArray() @ArrayMaxSize(maxUserIds) @IsId({ each: true }) userIds!: readonly UserId[];
}

/** Profiles as `viewerId` may see them: e-mail and phone are null where hidden (C36). Unknown users are absent, the order is not promised. */
export const viewProfiles = defineRpc<ViewProfilesInput, readonly Profile[]>('user.directory.view-many', {
  input: ViewProfilesInput,
  errors: [],
  idempotent: true,
});

export class ViewProfileInput {
  @IsId() viewerId!: UserId;
  @IsId() userId!: UserId;
}

/** One profile as `viewerId` may see it (C36). */
export const viewProfile = defineRpc<ViewProfileInput, Profile>('user.directory.view', {
  input: ViewProfileInput,
  errors: ['USER_NOT_FOUND'],
  idempotent: true,
});

export class SearchUsersInput {
  @IsId() viewerId!: UserId;
  @Length(1, 100) text!: string;
  /** Beside display names: user names (V1-2.3). */
  @IsBoolean() withUsernames!: boolean;
  /** Beside display names: beginnings of e-mail addresses and phone numbers the viewer may see (CB-2.4). */
  @IsBoolean() withContactData!: boolean;
  @IsInt() @Min(1) @Max(100) limit!: number;
  @IsInt() @Min(0) offset!: number;
}

export interface UserPage {
  readonly profiles: readonly Profile[];
  /** Counted up to some thousands, beyond which nobody pages. */
  readonly total: number;
}

/** Best match first (A-CB-19); never the viewer. One or two letters match the beginnings of words, more match anywhere. */
export const searchUsers = defineRpc<SearchUsersInput, UserPage>('user.directory.search', {
  input: SearchUsersInput,
  errors: [],
  idempotent: true,
});
