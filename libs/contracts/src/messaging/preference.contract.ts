import { Type } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { IsId, type Id, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import { ConversationRef } from './conversation-card.contract.js';

/** How one user keeps a conversation for himself; nobody else is told (C56, C57). */
export interface Preferences {
  /** Null while nothing was ever set. */
  readonly id: Id<'preference'> | null;
  readonly isPinned: boolean;
  readonly isMuted: boolean;
  readonly isFavorite: boolean;
  /** An address the client chose; never fetched by the server. */
  readonly customRingtone: string | null;
}

export class GetPreferencesInput {
  @IsId() viewerId!: UserId;
  /** A direct conversation need not have been opened. */
  @ValidateNested() @Type(() => ConversationRef) conversation!: ConversationRef;
}

/** False and null where nothing was set. */
export const getPreferences = defineRpc<GetPreferencesInput, Preferences>('messaging.preference.get', {
  input: GetPreferencesInput,
  errors: ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER', 'USER_NOT_FOUND', 'SELF_TARGETED'],
  idempotent: true,
});

export class ListFavoritesInput {
  @IsId() viewerId!: UserId;
}

/** The users whose conversation the viewer has marked as a favourite, in no promised order. */
export const listFavorites = defineRpc<ListFavoritesInput, readonly UserId[]>('messaging.preference.favorites', {
  input: ListFavoritesInput,
  errors: [],
  idempotent: true,
});

/** What is absent stays; a null ringtone is none. */
export class ChangePreferencesInput extends GetPreferencesInput {
  @IsOptional() @IsBoolean() isPinned?: boolean;
  @IsOptional() @IsBoolean() isMuted?: boolean;
  @IsOptional() @IsBoolean() isFavorite?: boolean;
  @IsOptional() @IsString() @MaxLength(2_048) customRingtone?: string | null;
}

export const changePreferences = defineRpc<ChangePreferencesInput, Preferences>('messaging.preference.change', {
  input: ChangePreferencesInput,
  errors: ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER', 'USER_NOT_FOUND', 'SELF_TARGETED'],
  idempotent: true,
});
