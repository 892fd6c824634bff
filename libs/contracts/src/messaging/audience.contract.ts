import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import { IsId, type ConversationId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';

export class WantedAudience {
  @IsId() userId!: UserId;
  /** Only these may be in it; null: everybody. */
  @IsOptional() @IsArray() @IsId({ each: true }) amongIds!: readonly UserId[] | null;
}

export class ListAudiencesInput {
  @IsArray() @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => WantedAudience) wanted!: readonly WantedAudience[];
}

/** Who shares a conversation with a user. */
export interface Audience {
  readonly userId: UserId;
  /** The user's rooms; empty where only some people may be in the audience. */
  readonly roomIds: readonly ConversationId[];
  /** The others of direct conversations, or those of `amongIds` who share any. */
  readonly peerIds: readonly UserId[];
}

export const listAudiences = defineRpc<ListAudiencesInput, readonly Audience[]>('messaging.audience.list', {
  input: ListAudiencesInput,
  errors: [],
  idempotent: true,
});
