import { IsBoolean, IsOptional, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { defineEvent } from '../event.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { UserCard } from '../user/profile.contract.js';
import { ConversationRef, type ConversationCard } from './conversation-card.contract.js';

export class SetTypingInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @ValidateNested() @Type(() => ConversationRef) conversation!: ConversationRef;
  @IsBoolean() isTyping!: boolean;
  /** This ends typing that was told: the others hear it from whoever has left or blocks since, too. */
  @IsOptional() @IsBoolean() wasTold?: boolean;
}

export interface ToldTyping {
  readonly isTold: true;
}

/** Tells the other members that a member types or has stopped; null where nobody may hear it. Nothing is stored, and no conversation is opened. */
export const setTyping = defineRpc<SetTypingInput, ToldTyping | null>('messaging.typing.set', {
  input: SetTypingInput,
  errors: ['CONVERSATION_NOT_FOUND', 'USER_NOT_FOUND', 'SELF_TARGETED', 'NOT_A_MEMBER'],
  idempotent: true,
});

/** Travels as a live event only: it is in no outbox and no stream, and may be lost. */
export const typingChanged = defineEvent<{
  readonly conversation: ConversationCard;
  readonly user: UserCard;
  readonly isTyping: boolean;
}>('messaging.typing.changed.v1');

/** The same towards a person with whom no conversation is open yet: dialects that name people instead can show it. */
export const typingTowardChanged = defineEvent<{
  readonly recipient: UserCard;
  readonly user: UserCard;
  readonly isTyping: boolean;
}>('messaging.typing.toward.v1');
