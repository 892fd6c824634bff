import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { defineEvent } from '../event.js';
import { IsId, type ConversationId } from '../ids.js';
import { PlainName } from '../names.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { ConversationCard } from './conversation-card.contract.js';
import type { Conversation } from './conversation.contract.js';

/** What is absent stays; null clears. */
export class UpdateRoomInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() conversationId!: ConversationId;
  /** A new title brings a new slug, with a suffix when it is taken (C39). */
  @IsOptional() @PlainName() @Length(1, 100) title?: string;
  /** ConnectBest alone: the title follows, and a taken one is an error. */
  @IsOptional() @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/) @MaxLength(80) slug?: string;
  @IsOptional() @IsString() @MaxLength(500) description?: string | null;
  @IsOptional() @IsIn(['public', 'private']) visibility?: 'public' | 'private';
  @IsOptional() @IsString() @MaxLength(2_048) avatarUrl?: string | null;
  @IsOptional() @IsInt() @Min(2) @Max(10_000) maxMembers?: number | null;
  /** Plain text is refused from then on, in every dialect (C48). */
  @IsOptional() @IsBoolean() isEncryptionRequired?: boolean;
  @IsOptional() @IsBoolean() isAutoSummaryEnabled?: boolean;
  @IsOptional() @IsInt() @Min(5) @Max(1_000) summaryThreshold?: number;
}

/** Changes a room's settings; owner and admins (C41). A change that changes something writes "Channel updated". */
export const updateRoom = defineRpc<UpdateRoomInput, Conversation>('messaging.conversation.update', {
  input: UpdateRoomInput,
  errors: ['CONVERSATION_NOT_FOUND', 'CONVERSATION_IS_DIRECT', 'NOT_A_MEMBER', 'ROLE_REQUIRED', 'SLUG_TAKEN', 'MEMBER_LIMIT_TOO_LOW'],
});

export class DeleteRoomInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() conversationId!: ConversationId;
  /** The caller is an administrator of the application and uses his power (C22: through ConnectBest only). */
  @IsBoolean() asAppAdmin!: boolean;
}

/** Soft: everybody is out, the slug is free, messages are kept and found by nobody (C42). */
export const deleteRoom = defineRpc<DeleteRoomInput, null>('messaging.conversation.delete', {
  input: DeleteRoomInput,
  errors: ['CONVERSATION_NOT_FOUND', 'CONVERSATION_IS_DIRECT', 'NOT_A_MEMBER', 'OWNER_REQUIRED'],
});

/** New settings; a row of the change log. */
export const conversationUpdated = defineEvent<{
  readonly conversation: Conversation;
  readonly seq: number;
}>('messaging.conversation.updated.v1');

/** The last row of a room's log. */
export const conversationDeleted = defineEvent<{
  readonly conversation: ConversationCard;
  readonly seq: number;
}>('messaging.conversation.deleted.v1');
