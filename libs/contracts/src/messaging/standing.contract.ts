import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';
import { IsId, type ConversationId, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import { ConversationRef } from './conversation-card.contract.js';

export class FindPlaceInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @ValidateNested() @Type(() => ConversationRef) conversation!: ConversationRef;
}

/** The conversation a reference names, if the acting user may post there now; a missing direct one is opened, as by a send. */
export const findPlace = defineRpc<FindPlaceInput, { readonly conversationId: ConversationId }>('messaging.member.find-place', {
  input: FindPlaceInput,
  errors: ['CONVERSATION_NOT_FOUND', 'USER_NOT_FOUND', 'SELF_TARGETED', 'NOT_A_MEMBER', 'BLOCKED'],
  idempotent: true,
});

export class ListMembershipsInput {
  @IsId() userId!: UserId;
  @IsArray() @ArrayMaxSize(1_000) @IsId({ each: true }) conversationIds!: readonly ConversationId[];
}

/** Those of the conversations that the user is in now. */
export const listMemberships = defineRpc<ListMembershipsInput, readonly ConversationId[]>('messaging.member.list-own', {
  input: ListMembershipsInput,
  errors: [],
  idempotent: true,
});
