import { Type } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';
import { dialects, defineEvent, type Dialect } from '../event.js';
import { IsId, type UserId } from '../ids.js';
import { definePluralRpc, defineRpc } from '../rpc.js';
import type { Preferences, ProfileVisibility } from './settings.contract.js';
import { UserRef } from './user-ref.js';

/** What every list and every pushed object shows of a person. */
export interface UserCard {
  readonly id: UserId;
  /** UMOC's integer id. */
  readonly num: number;
  readonly username: string;
  readonly displayName: string;
  readonly avatarUrl: string | null;
}

/** A profile as its owner sees it. E-mail and verification live in auth and are joined by a view. */
export interface Profile extends UserCard {
  readonly email: string | null;
  readonly phone: string | null;
  readonly bio: string | null;
  readonly publicKey: string | null;
  readonly statusMessage: string | null;
  readonly preferences: Preferences;
  readonly visibility: ProfileVisibility;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export class CreateProfileInput {
  @IsId() userId!: UserId;
  @Length(3, 50) username!: string;
  @Length(1, 100) displayName!: string;
  @IsOptional() @IsString() email!: string | null;
  @IsOptional() @IsString() phone!: string | null;
  @IsOptional() @IsString() @MaxLength(4_096) publicKey!: string | null;
  @IsIn(dialects) dialect!: Dialect;
  /** When the account was made: profile and account show one time. ISO 8601 UTC. */
  @IsISO8601() createdAt!: string;
}

/** Called by auth after it stored an account and before it answers (read your own write). Idempotent by userId. */
export const createProfile = defineRpc<CreateProfileInput, Profile>('user.profile.create', {
  input: CreateProfileInput,
  errors: [],
  idempotent: true,
});

export class GetProfileInput {
  @ValidateNested() @Type(() => UserRef) user!: UserRef;
}

/** Plural: a group is made from a hundred numbers at once. */
export const getProfile = definePluralRpc<GetProfileInput, Profile>('user.profile.get', {
  input: GetProfileInput,
  errors: ['USER_NOT_FOUND'],
  idempotent: true,
});

export class EraseProfileInput {
  @IsId() userId!: UserId;
}

/** Called by auth after it erased an account and before it answers: the person is found by nobody any more (C80). */
export const eraseProfile = defineRpc<EraseProfileInput, null>('user.profile.erase', {
  input: EraseProfileInput,
  errors: [],
  idempotent: true,
});

/** Published whenever something a UserCard or Profile shows has changed, creation included. Phones stay out of events. */
export const profileChanged = defineEvent<{ readonly profile: Omit<Profile, 'phone'> }>('user.profile.changed.v1');
