import { Type } from 'class-transformer';
import { IsOptional, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import { IsWebUrl } from '../web-url.decorator.js';
import type { Profile } from './profile.contract.js';
import { PreferenceChanges, VisibilityChanges } from './settings.contract.js';

/** What is absent stays as it is; null clears. */
export class ProfileChanges {
  @IsOptional() @Length(1, 100) displayName?: string;
  /** E.164. */
  @IsOptional() @Matches(/^\+[1-9]\d{6,14}$/) phone?: string | null;
  @IsOptional() @MaxLength(500) bio?: string | null;
  @IsOptional() @MaxLength(100) statusMessage?: string | null;
  @IsOptional() @MaxLength(4_096) publicKey?: string | null;
  /** Kept as it is given (C37). */
  @IsOptional() @IsWebUrl() @MaxLength(2_048) avatarUrl?: string | null;
  @IsOptional() @ValidateNested() @Type(() => PreferenceChanges) preferences?: PreferenceChanges;
  @IsOptional() @ValidateNested() @Type(() => VisibilityChanges) visibility?: VisibilityChanges;
}

export class UpdateProfileInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @ValidateNested() @Type(() => ProfileChanges) changes!: ProfileChanges;
}

/** Changes one's own profile; messaging shows the new name and picture before the answer. Without changes nothing is published. */
export const updateProfile = defineRpc<UpdateProfileInput, Profile>('user.profile.update', {
  input: UpdateProfileInput,
  errors: ['USER_NOT_FOUND'],
  idempotent: true,
});
