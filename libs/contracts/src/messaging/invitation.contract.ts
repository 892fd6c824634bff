import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { IsId, type ConversationId, type InvitationId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { Conversation } from './conversation.contract.js';
import type { MemberRole } from './conversation-card.contract.js';

export interface Invitation {
  readonly id: InvitationId;
  readonly conversationId: ConversationId;
  /** 10 random characters of base62; whoever has it may come in. */
  readonly code: string;
  readonly maxUses: number;
  readonly currentUses: number;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
  readonly createdAt: string;
}

export class CreateInvitationInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() conversationId!: ConversationId;
  @IsInt() @Min(1) @Max(1_000) maxUses!: number;
  @IsInt() @Min(1) @Max(720) lifetimeHours!: number;
}

/** Every member invites into a public room, owner and admins into a private one (A-RC-13). */
export const createInvitation = defineRpc<CreateInvitationInput, Invitation>('messaging.invitation.create', {
  input: CreateInvitationInput,
  errors: ['CONVERSATION_NOT_FOUND', 'CONVERSATION_IS_DIRECT', 'NOT_A_MEMBER', 'ROLE_REQUIRED'],
});

export class AcceptInvitationInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @Matches(/^[0-9A-Za-z]{1,32}$/) code!: string;
}

export interface AcceptedInvitation {
  readonly conversation: Conversation;
  readonly role: MemberRole;
}

/** Makes the caller a member. A use is counted for newcomers only, with their seat or not at all (A-RC-14). */
export const acceptInvitation = defineRpc<AcceptInvitationInput, AcceptedInvitation>('messaging.invitation.accept', {
  input: AcceptInvitationInput,
  errors: ['INVITATION_INVALID', 'ROOM_FULL'],
});

export class GetInvitationInput {
  @Matches(/^[0-9A-Za-z]{1,32}$/) code!: string;
}

/** What its bearer may see before he is in. */
export interface InvitationPreview {
  readonly title: string;
  readonly memberCount: number;
  readonly expiresAt: string;
}

export const getInvitation = defineRpc<GetInvitationInput, InvitationPreview>('messaging.invitation.get', {
  input: GetInvitationInput,
  errors: ['INVITATION_INVALID'],
  idempotent: true,
});
