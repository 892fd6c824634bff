import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, ValidateNested } from 'class-validator';
import { defineEvent } from '../event.js';
import { IsId, type ConversationId, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { UserCard } from '../user/profile.contract.js';
import type { ConversationCard, MemberRole } from './conversation-card.contract.js';
import type { Conversation, Member } from './conversation.contract.js';

export class AddMembersInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() conversationId!: ConversationId;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(1_000) @IsId({ each: true }) memberIds!: readonly UserId[];
  @IsIn(['admin', 'member']) role!: 'admin' | 'member';
}

export interface AddedMembers {
  readonly conversation: Conversation;
  /** Those asked for; who was in already is as he was. */
  readonly members: readonly Member[];
}

/**
 * Adds people to a room; whoever is not in a public room may add himself alone (A-CB-24). All or nobody, within the
 * room's limit. Each new one is told of by a system message "{name} joined the channel".
 */
export const addMembers = defineRpc<AddMembersInput, AddedMembers>('messaging.member.add', {
  input: AddMembersInput,
  errors: ['CONVERSATION_NOT_FOUND', 'CONVERSATION_IS_DIRECT', 'NOT_A_MEMBER', 'ROLE_REQUIRED', 'MEMBER_UNKNOWN', 'ROOM_FULL'],
});

export class JoinRoomInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() conversationId!: ConversationId;
}

/** Adds oneself to a public room; who is in already is answered as he is. */
export const joinRoom = defineRpc<JoinRoomInput, AddedMembers>('messaging.member.join', {
  input: JoinRoomInput,
  errors: ['CONVERSATION_NOT_FOUND', 'CONVERSATION_IS_DIRECT', 'NOT_A_MEMBER', 'ROOM_FULL'],
});

export class MemberInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() conversationId!: ConversationId;
  @IsId() userId!: UserId;
}

/** Takes somebody, or oneself, out of a room; never its owner (C40). System message "{name} left the channel". */
export const removeMember = defineRpc<MemberInput, null>('messaging.member.remove', {
  input: MemberInput,
  errors: ['CONVERSATION_NOT_FOUND', 'CONVERSATION_IS_DIRECT', 'NOT_A_MEMBER', 'ROLE_REQUIRED', 'OWNER_PROTECTED', 'MEMBER_NOT_FOUND'],
});

export class LeaveRoomInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() conversationId!: ConversationId;
}

/** An owner who leaves is followed by the longest-serving admin, else member; the last one out deletes the room (C40). */
export const leaveRoom = defineRpc<LeaveRoomInput, null>('messaging.member.leave', {
  input: LeaveRoomInput,
  errors: ['CONVERSATION_NOT_FOUND', 'CONVERSATION_IS_DIRECT', 'NOT_A_MEMBER'],
});

export class ChangeRoleInput extends MemberInput {
  @IsIn(['admin', 'member']) role!: 'admin' | 'member';
}

/** The owner promotes or demotes somebody else. System message "{name} is now an admin" or "{name} is no longer an admin". */
export const changeRole = defineRpc<ChangeRoleInput, null>('messaging.member.change-role', {
  input: ChangeRoleInput,
  errors: ['CONVERSATION_NOT_FOUND', 'CONVERSATION_IS_DIRECT', 'NOT_A_MEMBER', 'OWNER_REQUIRED', 'SELF_TARGETED', 'MEMBER_NOT_FOUND'],
});

/** A promotion, demotion or passing of ownership; a row of the change log. */
export const roleChanged = defineEvent<{
  readonly conversation: ConversationCard;
  readonly user: UserCard;
  readonly role: MemberRole;
  readonly seq: number;
}>('messaging.member.role-changed.v1');
